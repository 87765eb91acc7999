/** What batches, documents and case files are called: ids and references that every room of the archive may know. */
@NullMarked
package org.kartoteka.archive.identity;

import org.jspecify.annotations.NullMarked;
