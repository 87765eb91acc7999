/** Tests of the work list and its hints. */
@NullMarked
package org.kartoteka.archive.work;

import org.jspecify.annotations.NullMarked;
