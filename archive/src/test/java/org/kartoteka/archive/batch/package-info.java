/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.batch;

import org.jspecify.annotations.NullMarked;
