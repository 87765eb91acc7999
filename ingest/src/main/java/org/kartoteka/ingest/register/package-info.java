/** The customers there are, as told by a file, and what they settle about doubtful readings. */
@NullMarked
package org.kartoteka.ingest.register;

import org.jspecify.annotations.NullMarked;
