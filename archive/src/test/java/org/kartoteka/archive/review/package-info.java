/** Tests of the review queue. */
@NullMarked
package org.kartoteka.archive.review;

import org.jspecify.annotations.NullMarked;
