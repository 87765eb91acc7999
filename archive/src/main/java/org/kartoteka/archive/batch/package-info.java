/** Batches: files as they came, from capture to archived, duplicate or quarantined. */
@NullMarked
package org.kartoteka.archive.batch;

import org.jspecify.annotations.NullMarked;
