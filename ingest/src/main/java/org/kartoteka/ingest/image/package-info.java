/** Treatment of page images before recognition: decoding, turning, straightening, blank pages, separators, the viewer's image. */
@NullMarked
package org.kartoteka.ingest.image;

import org.jspecify.annotations.NullMarked;
