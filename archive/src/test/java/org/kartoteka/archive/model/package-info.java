/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.model;

import org.jspecify.annotations.NullMarked;
