/** Tests of reading. */
@NullMarked
package org.kartoteka.routes.reading;

import org.jspecify.annotations.NullMarked;
