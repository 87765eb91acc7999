/** Tests of upkeep. */
@NullMarked
package org.kartoteka.routes.upkeep;

import org.jspecify.annotations.NullMarked;
