/** The typed query and the port every search engine fills. */
@NullMarked
package org.kartoteka.archive.search;

import org.jspecify.annotations.NullMarked;
