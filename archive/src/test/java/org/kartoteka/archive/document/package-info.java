@NullMarked
package org.kartoteka.archive.document;

import org.jspecify.annotations.NullMarked;
