/** Tests of intake. */
@NullMarked
package org.kartoteka.routes.intake;

import org.jspecify.annotations.NullMarked;
