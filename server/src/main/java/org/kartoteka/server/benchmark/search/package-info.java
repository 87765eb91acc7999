/** How good the search is: judged queries over texts that are known, on either engine. */
@NullMarked
package org.kartoteka.server.benchmark.search;

import org.jspecify.annotations.NullMarked;
