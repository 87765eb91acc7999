/** Tells the type of a document by a small trained model, with a score and the words that decided. */
@NullMarked
package org.kartoteka.ingest.classify;

import org.jspecify.annotations.NullMarked;
