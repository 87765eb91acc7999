/** How search holds out while the archive grows: a large made-up archive, and questions as agents ask them. */
@NullMarked
package org.kartoteka.server.benchmark.scale;

import org.jspecify.annotations.NullMarked;
