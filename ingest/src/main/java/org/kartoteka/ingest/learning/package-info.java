/** Learns the types of documents from what persons said of them: which lessons count, how a model is made, whether it is taken. */
@NullMarked
package org.kartoteka.ingest.learning;

import org.jspecify.annotations.NullMarked;
