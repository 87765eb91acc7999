/** Append-only, hash-chained events: the truth about batches, documents and case files. */
@NullMarked
package org.kartoteka.archive.event;

import org.jspecify.annotations.NullMarked;
