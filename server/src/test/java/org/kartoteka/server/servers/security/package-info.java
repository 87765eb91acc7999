/** Runs in a secured Elasticsearch node, in the place of analysis that its distribution for tests lacks. */
@NullMarked
package org.kartoteka.server.servers.security;

import org.jspecify.annotations.NullMarked;
