/** Leases and claims over the object store: which nodes live, who does the upkeep, and who has which work in hand. */
@NullMarked
package org.kartoteka.archive.lease;

import org.jspecify.annotations.NullMarked;
