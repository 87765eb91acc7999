/** Tests of indexing. */
@NullMarked
package org.kartoteka.routes.indexing;

import org.jspecify.annotations.NullMarked;
