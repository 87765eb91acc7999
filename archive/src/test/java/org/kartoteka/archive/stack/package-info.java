/** Tests of stacks. */
@NullMarked
package org.kartoteka.archive.stack;

import org.jspecify.annotations.NullMarked;
