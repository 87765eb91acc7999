/** Finds fields such as case reference, phone and amount on recognised pages, by rules that are data. */
@NullMarked
package org.kartoteka.ingest.field;

import org.jspecify.annotations.NullMarked;
