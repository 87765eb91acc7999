/** Hints over a JMS broker: sent without waiting, received by competing consumers, and set aside where they fail for good. */
@NullMarked
package org.kartoteka.server.jms;

import org.jspecify.annotations.NullMarked;
