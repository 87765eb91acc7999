/** What becomes of a text's words before they are looked up: one piece of code for indexing, searching and marking. */
@NullMarked
package org.kartoteka.analysis;

import org.jspecify.annotations.NullMarked;
