/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.timeline;

import org.jspecify.annotations.NullMarked;
