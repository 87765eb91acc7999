/** Copying a whole archive from one store to another. */
@NullMarked
package org.kartoteka.archive.copy;

import org.jspecify.annotations.NullMarked;
