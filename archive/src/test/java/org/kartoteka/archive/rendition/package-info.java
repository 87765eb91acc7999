/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.rendition;

import org.jspecify.annotations.NullMarked;
