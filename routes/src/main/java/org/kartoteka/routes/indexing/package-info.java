/** Indexing: from an ingested document to one that is found. */
@NullMarked
package org.kartoteka.routes.indexing;

import org.jspecify.annotations.NullMarked;
