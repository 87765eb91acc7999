/** Tests of the package of the same name. */
@NullMarked
package org.kartoteka.routes.learning;

import org.jspecify.annotations.NullMarked;
