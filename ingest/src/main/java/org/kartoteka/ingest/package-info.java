/** A scan in, its meaning out. Pure at its border: no network, no clock, no archive. */
@NullMarked
package org.kartoteka.ingest;

import org.jspecify.annotations.NullMarked;
