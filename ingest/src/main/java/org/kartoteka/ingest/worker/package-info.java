/** Child processes that read scans, so that a bad document harms nobody else. */
@NullMarked
package org.kartoteka.ingest.worker;

import org.jspecify.annotations.NullMarked;
