/** Measures reading against scans whose text is known. */
@NullMarked
package org.kartoteka.ingest.benchmark;

import org.jspecify.annotations.NullMarked;
