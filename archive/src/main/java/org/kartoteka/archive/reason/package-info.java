/** Why something was set aside or waits, and the sentences that say so in the languages of the clerks. */
@NullMarked
package org.kartoteka.archive.reason;

import org.jspecify.annotations.NullMarked;
