/** Tests of the service as a process of its own, from outside. */
@NullMarked
package org.kartoteka.server.process;

import org.jspecify.annotations.NullMarked;
