/** What a file is, whatever its name says, and what is packed inside it. */
@NullMarked
package org.kartoteka.ingest.detect;

import org.jspecify.annotations.NullMarked;
