/** Searchable PDFs: the pages as they came, with what was read on them laid invisibly over. */
@NullMarked
package org.kartoteka.ingest.pdf;

import org.jspecify.annotations.NullMarked;
