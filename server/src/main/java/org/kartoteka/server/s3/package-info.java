/** Objects in a bucket of any S3 store, through the MinIO SDK. */
@NullMarked
package org.kartoteka.server.s3;

import org.jspecify.annotations.NullMarked;
