package org.kartoteka.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minio.ListObjectsV2Args;
import io.minio.messages.Contents;
import io.minio.messages.ListBucketResultV2;
import java.net.URLDecoder;
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
                .map(RawListing::name)
                .toList();
    }

    /**
     * The name as it is. We ask for encoded names, since XML cannot carry every name that others may give; whether the SDK
     * decodes them depends on what the store says of itself. No key of ours has a character that this changes.
     */
    static String name(Contents item) {
        String name = item.objectName();
        if (name.indexOf('%') < 0) {
            return name;
        }
        try {
            return URLDecoder.decode(name, UTF_8);
        } catch (IllegalArgumentException _) {
            return name;
        }
    }
}
