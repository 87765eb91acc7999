/** Checks that the archive keeps its numbered invariants. */
@NullMarked
package org.kartoteka.archive.verify;

import org.jspecify.annotations.NullMarked;
