/** Renditions: what was derived from an original and kept, with its provenance. */
@NullMarked
package org.kartoteka.archive.rendition;

import org.jspecify.annotations.NullMarked;
