/** Tests of copying an archive. */
@NullMarked
package org.kartoteka.archive.copy;

import org.jspecify.annotations.NullMarked;
