/** The doors of the archive over HTTP: {@link org.kartoteka.api.ArchiveApi} is what an application imports. */
@NullMarked
package org.kartoteka.api;

import org.jspecify.annotations.NullMarked;
