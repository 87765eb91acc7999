/** Divides the pages of a batch into documents. */
@NullMarked
package org.kartoteka.ingest.split;

import org.jspecify.annotations.NullMarked;
