/** Placeholder. */
@NullMarked
package org.kartoteka.server;

import org.jspecify.annotations.NullMarked;
