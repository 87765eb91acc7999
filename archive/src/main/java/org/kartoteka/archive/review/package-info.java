/** What waits for a person: the queue of documents the machine was unsure of, and who looks at which of them now. */
@NullMarked
package org.kartoteka.archive.review;

import org.jspecify.annotations.NullMarked;
