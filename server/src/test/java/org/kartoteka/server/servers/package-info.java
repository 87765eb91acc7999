/** Real servers that the suites run against, each started and ended by the tests themselves, and what disturbs them. */
@NullMarked
package org.kartoteka.server.servers;

import org.jspecify.annotations.NullMarked;
