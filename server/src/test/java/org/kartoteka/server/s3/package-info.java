/** The S3 adapter against real S3 servers. */
@NullMarked
package org.kartoteka.server.s3;

import org.jspecify.annotations.NullMarked;
