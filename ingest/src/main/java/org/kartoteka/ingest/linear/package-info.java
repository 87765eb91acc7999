/** Small linear models over hashed features: what language identification and document types share. */
@NullMarked
package org.kartoteka.ingest.linear;

import org.jspecify.annotations.NullMarked;
