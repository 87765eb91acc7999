/** Objects by key: the port every store fills, digests, and what can go wrong. */
@NullMarked
package org.kartoteka.archive.store;

import org.jspecify.annotations.NullMarked;
