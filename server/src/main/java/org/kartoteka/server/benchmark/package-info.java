/** Measures the service as a process, and writes what it measured. */
@NullMarked
package org.kartoteka.server.benchmark;

import org.jspecify.annotations.NullMarked;
