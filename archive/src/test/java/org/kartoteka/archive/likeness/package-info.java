/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.likeness;

import org.jspecify.annotations.NullMarked;
