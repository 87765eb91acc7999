/** What happened in a matter, from the chains of the case file and of its documents. */
@NullMarked
package org.kartoteka.archive.timeline;

import org.jspecify.annotations.NullMarked;
