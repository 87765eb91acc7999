/** Tests of the doors over a fixture archive. */
@NullMarked
package org.kartoteka.api;

import org.jspecify.annotations.NullMarked;
