/** Documents: logical items, some pages of a batch. */
@NullMarked
package org.kartoteka.archive.document;

import org.jspecify.annotations.NullMarked;
