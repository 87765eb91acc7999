/** The bytes of the archive's own small objects: canonical JSON, sealed by a checksum. */
@NullMarked
package org.kartoteka.archive.format;

import org.jspecify.annotations.NullMarked;
