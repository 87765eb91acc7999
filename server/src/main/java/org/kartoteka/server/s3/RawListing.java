package org.kartoteka.server.s3;

import io.minio.ListObjectsV2Args;
import io.minio.messages.ListBucketResultV2;
import java.util.List;

/** One page of names as the store gives them, in whatever order. */
record RawListing(S3Calls calls, Retries retries) {
    ListBucketResultV2 page(String prefix, String after, int limit) throws CallFailed {
        ListObjectsV2Args.Builder args = ListObjectsV2Args.builder()
                .bucket(calls.bucket())
                .prefix(prefix)
                .encodingType("url")
                .maxKeys(limit);
        if (!after.isEmpty()) {
            args.startAfter(after);
        }
        return retries.run(
                () -> S3Calls.call(() -> calls.listObjectsV2(args.build())).result());
    }

    List<String> names(String prefix, String after, int limit) throws CallFailed {
        return page(prefix, after, limit).contents().stream()
                .map(item -> item.objectName())
                .toList();
    }
}
