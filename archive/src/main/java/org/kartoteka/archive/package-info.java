/** The archive as one thing: open a store, and everything that works on it is wired. */
@NullMarked
package org.kartoteka.archive;

import org.jspecify.annotations.NullMarked;
