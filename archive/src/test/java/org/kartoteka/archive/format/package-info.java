/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.format;

import org.jspecify.annotations.NullMarked;
