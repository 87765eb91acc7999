/** What the doors answer with: the archive's records as REST and the pages show them, free of the archive's own types. */
@NullMarked
package org.kartoteka.api.answer;

import org.jspecify.annotations.NullMarked;
