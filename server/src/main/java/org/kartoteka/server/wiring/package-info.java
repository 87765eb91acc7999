/** Puts the rooms together: which adapter fills which port. */
@NullMarked
package org.kartoteka.server.wiring;

import org.jspecify.annotations.NullMarked;
