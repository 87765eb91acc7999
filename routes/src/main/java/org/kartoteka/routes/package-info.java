/** Placeholder. */
@NullMarked
package org.kartoteka.routes;

import org.jspecify.annotations.NullMarked;
