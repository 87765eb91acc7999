/** The application: entry point, configuration, wiring, command line, and the adapters of the ports. */
@NullMarked
package org.kartoteka.server;

import org.jspecify.annotations.NullMarked;
