/** Pages out of files of any format, before anything is recognised on them. */
@NullMarked
package org.kartoteka.ingest.page;

import org.jspecify.annotations.NullMarked;
