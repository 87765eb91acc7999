/** Reading: from a captured batch to ingested documents, page by page. */
@NullMarked
package org.kartoteka.routes.reading;

import org.jspecify.annotations.NullMarked;
