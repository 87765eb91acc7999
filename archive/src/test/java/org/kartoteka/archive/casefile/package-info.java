/** Tests of case files. */
@NullMarked
package org.kartoteka.archive.casefile;

import org.jspecify.annotations.NullMarked;
