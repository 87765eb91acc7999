/** Tests of hints over a real broker. */
@NullMarked
package org.kartoteka.server.jms;

import org.jspecify.annotations.NullMarked;
