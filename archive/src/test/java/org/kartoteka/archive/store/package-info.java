/** The contract every store keeps, the reference in memory, and one that fails on purpose. */
@NullMarked
package org.kartoteka.archive.store;

import org.jspecify.annotations.NullMarked;
