/** Models that were learned from corrections: every version, which one is in force, and who decided that. */
@NullMarked
package org.kartoteka.archive.model;

import org.jspecify.annotations.NullMarked;
