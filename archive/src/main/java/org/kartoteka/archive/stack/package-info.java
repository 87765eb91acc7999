/** Stacks: sheets that were scanned in two passes, fronts and backs, as two files that belong together. */
@NullMarked
package org.kartoteka.archive.stack;

import org.jspecify.annotations.NullMarked;
