/** How long to wait before a server is asked again, whichever it is. */
@NullMarked
package org.kartoteka.server.retry;

import org.jspecify.annotations.NullMarked;
