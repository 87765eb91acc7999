/** Case files: the documents, notes and deadlines of one matter, by reference. */
@NullMarked
package org.kartoteka.archive.casefile;

import org.jspecify.annotations.NullMarked;
