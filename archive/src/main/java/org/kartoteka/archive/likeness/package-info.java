/** Whether two documents are the same sheets of paper, scanned twice. */
@NullMarked
package org.kartoteka.archive.likeness;

import org.jspecify.annotations.NullMarked;
