/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.event;

import org.jspecify.annotations.NullMarked;
