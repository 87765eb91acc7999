/** The way of a scan through the house: the routes, put together, and what their steps share. */
@NullMarked
package org.kartoteka.routes;

import org.jspecify.annotations.NullMarked;
