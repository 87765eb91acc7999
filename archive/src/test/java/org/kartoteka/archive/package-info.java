/** A small archive to test with, and tests of the archive as a whole. */
@NullMarked
package org.kartoteka.archive;

import org.jspecify.annotations.NullMarked;
