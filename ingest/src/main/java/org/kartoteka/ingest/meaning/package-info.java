/** Puts type and fields of a document together from what was read on its pages. */
@NullMarked
package org.kartoteka.ingest.meaning;

import org.jspecify.annotations.NullMarked;
