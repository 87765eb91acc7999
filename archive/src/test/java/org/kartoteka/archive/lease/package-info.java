/** Tests of leases, nodes and claims. */
@NullMarked
package org.kartoteka.archive.lease;

import org.jspecify.annotations.NullMarked;
