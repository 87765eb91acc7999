/** What the archive holds of one customer, and in which matter a document belongs: found through the index, decided by events. */
@NullMarked
package org.kartoteka.archive.customer;

import org.jspecify.annotations.NullMarked;
