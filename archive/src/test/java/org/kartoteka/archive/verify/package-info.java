/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.verify;

import org.jspecify.annotations.NullMarked;
