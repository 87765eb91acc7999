/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.search;

import org.jspecify.annotations.NullMarked;
