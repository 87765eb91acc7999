package org.kartoteka.server.s3;

import io.minio.messages.Contents;
import io.minio.messages.ListBucketResultV2;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kartoteka.archive.store.ObjectKey;

/** Lists keys in pages, in the order of their bytes, and does not believe a store that lists otherwise. */
final class ObjectListing {
    private static final int PAGE_KEYS_MAX = 1000;

    private final RawListing pages;
    private final String prefix;

    ObjectListing(S3Calls calls, Retries retries, String prefix) {
        this.pages = new RawListing(calls, retries);
        this.prefix = prefix;
    }

    List<ObjectKey> list(String keyPrefix, String after, int limit) throws CallFailed {
        List<ObjectKey> keys = new ArrayList<>();
        String last = after.isEmpty() ? "" : prefix + after;
        boolean more = limit > 0;
        while (more) {
            int wanted = Math.min(PAGE_KEYS_MAX, limit - keys.size());
            ListBucketResultV2 page = pages.page(prefix + keyPrefix, last, wanted);
            for (Contents item : page.contents()) {
                String name = RawListing.name(item);
                if (name.compareTo(last) <= 0) {
                    throw outOfOrder(last, name);
                }
                last = name;
                if (keys.size() < limit) {
                    addIfKey(keys, name);
                }
            }
            more = page.isTruncated() && keys.size() < limit && !page.contents().isEmpty();
        }
        return keys;
    }

    /** What others put into the bucket, and our own probes, have names that are no keys of an archive. */
    private void addIfKey(List<ObjectKey> keys, String name) {
        if (name.startsWith(prefix) && ObjectKey.isValid(name.substring(prefix.length()))) {
            keys.add(new ObjectKey(name.substring(prefix.length())));
        }
    }

    private static CallFailed outOfOrder(String last, String name) {
        return new CallFailed(new Failure(
                Failure.Kind.REFUSED,
                "the store lists %s after %s, which is not the order of keys; use a store that lists in order"
                        .formatted(name, last),
                new IOException("listing out of order")));
    }
}
