/** Tests of the routes, and what they share. */
@NullMarked
package org.kartoteka.routes;

import org.jspecify.annotations.NullMarked;
