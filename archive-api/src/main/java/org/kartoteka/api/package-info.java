/** Placeholder. */
@NullMarked
package org.kartoteka.api;

import org.jspecify.annotations.NullMarked;
