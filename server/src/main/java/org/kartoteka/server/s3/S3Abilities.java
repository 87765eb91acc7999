package org.kartoteka.server.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * What a store was found able to do, by trying.
 *
 * @param createIfAbsent creates an object only where its key is free, also when several writers race for it
 * @param createIfAbsentInParts the same for an upload in parts; without it large objects are sent in one request
 * @param digestVerified refuses bytes that do not have the SHA-256 of the signed headers
 * @param checksumVerified refuses bytes that do not have the CRC32C they came with
 * @param ranges gives a range of an object, and tells one that begins behind its end
 * @param orderedListing lists in the order of keys, from any place
 * @param readAfterWrite shows an object at once, and no more once it is deleted
 * @param versioning keeps old versions of replaced and deleted objects
 * @param objectLock keeps an object that is retained or held from being deleted
 */
public record S3Abilities(
        boolean createIfAbsent,
        boolean createIfAbsentInParts,
        boolean digestVerified,
        boolean checksumVerified,
        boolean ranges,
        boolean orderedListing,
        boolean readAfterWrite,
        boolean versioning,
        boolean objectLock) {

    /** Of a store that nobody tried out. */
    static final S3Abilities UNTRIED = new S3Abilities(false, false, false, false, false, false, false, false, false);

    /**
     * Tries the store out with a few tiny objects below {@code .probe/}, and removes them.
     *
     * @throws ObjectStoreException.Unavailable the store cannot be reached, has no such bucket, or refuses our keys
     */
    static S3Abilities probe(S3Settings settings, S3Calls calls) {
        try (StoreProbe probe = StoreProbe.begin(settings, calls)) {
            return new S3Abilities(
                    probe.createsIfAbsent(),
                    probe.createsIfAbsentInParts(),
                    probe.verifiesDigest(),
                    probe.verifiesChecksum(),
                    probe.opensRanges(),
                    probe.listsInOrder(),
                    probe.showsWritesAtOnce(),
                    probe.keepsVersions(),
                    settings.objectLock().isPresent() && probe.enforcesLocks());
        } catch (CallFailed e) {
            throw e.unavailable(
                    "try out the S3 store at %s, bucket %s".formatted(settings.endpoint(), settings.bucket()));
        }
    }

    /** @throws IOException the archive would not be safe there, or a lock that was asked for would not hold */
    void refuseBroken(S3Settings settings) throws IOException {
        List<String> lacking = new ArrayList<>();
        if (!createIfAbsent) {
            lacking.add("it lets a second writer replace an object (If-None-Match: * is not kept)");
        }
        if (!ranges) {
            lacking.add("it does not give ranges of objects");
        }
        if (!orderedListing) {
            lacking.add("it does not list objects in the order of their keys");
        }
        if (!readAfterWrite) {
            lacking.add("it does not show at once what was written or deleted");
        }
        if (settings.objectLock().isPresent() && !objectLock) {
            lacking.add(
                    "object lock is configured, but it does not keep a locked object from being deleted; create the bucket with object lock, or take the setting out");
        }
        if (!lacking.isEmpty()) {
            throw new IOException(
                    "the S3 store at %s, bucket %s, cannot hold an archive: %s. See docs/operations/s3.md for stores that can"
                            .formatted(settings.endpoint(), settings.bucket(), String.join("; ", lacking)));
        }
    }

    /** One line for each ability, for an operator. */
    public List<String> sentences() {
        return List.of(
                sentence(createIfAbsent, "creates an object only where its key is free"),
                sentence(
                        createIfAbsentInParts,
                        "does so for objects in parts too; otherwise large objects are sent in one request"),
                sentence(digestVerified, "refuses bytes with another SHA-256 than signed"),
                sentence(checksumVerified, "refuses bytes with another CRC32C than sent"),
                sentence(ranges, "gives ranges of an object"),
                sentence(orderedListing, "lists in the order of keys"),
                sentence(readAfterWrite, "shows at once what was written or deleted"),
                sentence(versioning, "keeps versions"),
                sentence(objectLock, "was seen to enforce object lock (tried only where it is configured)"));
    }

    private static String sentence(boolean able, String what) {
        return (able ? "yes: " : "no:  ") + what;
    }
}
