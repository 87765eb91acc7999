/** Tells the language of recognised text among those that are allowed. */
@NullMarked
package org.kartoteka.ingest.language;

import org.jspecify.annotations.NullMarked;
