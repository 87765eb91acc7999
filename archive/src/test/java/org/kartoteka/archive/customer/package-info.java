/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.archive.customer;

import org.jspecify.annotations.NullMarked;
