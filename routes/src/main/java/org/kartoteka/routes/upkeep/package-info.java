/** Upkeep: finds again what a crash or a lost hint left undone. */
@NullMarked
package org.kartoteka.routes.upkeep;

import org.jspecify.annotations.NullMarked;
