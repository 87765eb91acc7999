/** The order in which people read what stands on a page. */
@NullMarked
package org.kartoteka.ingest.layout;

import org.jspecify.annotations.NullMarked;
