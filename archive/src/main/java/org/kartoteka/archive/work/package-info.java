/** The work list: a marker object for each unfinished thing, and the hints that point at it. */
@NullMarked
package org.kartoteka.archive.work;

import org.jspecify.annotations.NullMarked;
