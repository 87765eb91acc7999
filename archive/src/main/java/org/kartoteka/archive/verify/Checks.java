package org.kartoteka.archive.verify;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.work.WorkList;

/** What all checks of one run share: the store, the work list, the findings and the counts. For one thread. */
final class Checks {
    private static final int PAGE = 1000;
    private static final int UNREADABLE_MAX = 1000;

    private final ObjectStore store;
    private final WorkList workList;
    private final Consumer<Finding> consumer;
    private long findings;
    private int unreadable;

    Checks(ObjectStore store, Consumer<Finding> consumer) {
        this.store = store;
        this.workList = new WorkList(store, (_, _) -> {});
        this.consumer = consumer;
    }

    ObjectStore store() {
        return store;
    }

    long findings() {
        return findings;
    }

    void report(Invariant invariant, Object subject, String message) {
        findings++;
        consumer.accept(new Finding(invariant.number(), invariant.severity(), subject.toString(), message));
    }

    /** Reports unless the condition holds. */
    void require(Invariant invariant, Object subject, boolean condition, String message) {
        if (!condition) {
            report(invariant, subject, message);
        }
    }

    /**
     * Reports what is neither so, nor marked as unfinished, nor so at a second look: a service may be finishing it in this
     * very moment. The message is asked for only where it is reported: it may cost requests.
     */
    void requireUnlessUnfinished(
            Invariant invariant, Unfinished work, BooleanSupplier condition, Supplier<String> message) {
        boolean holds =
                condition.getAsBoolean() || workList.contains(work.kind(), work.id()) || condition.getAsBoolean();
        if (!holds) {
            report(invariant, work.id(), message.get());
        }
    }

    /** Work that explains why something is not there yet. */
    record Unfinished(WorkList.Kind kind, String id) {}

    /** The bytes; where they are missing or cannot be read, that is reported. */
    Optional<byte[]> read(Invariant invariant, ObjectKey key) {
        try {
            return Optional.of(StoredBytes.read(store, key));
        } catch (ObjectStoreException e) {
            unreadable(invariant, key, e);
            return Optional.empty();
        }
    }

    /** Compares the stored bytes with what they should be; reports what differs. Returns whether all is well. */
    boolean measure(Invariant invariant, ObjectKey key, Digest digest, long sizeBytes) {
        try {
            StoredBytes.Measured found = StoredBytes.measure(store, key);
            if (!found.digest().equals(digest)) {
                report(
                        invariant,
                        key,
                        "its bytes have the digest %s, not %s (%d bytes)"
                                .formatted(found.digest(), digest, found.sizeBytes()));
                return false;
            }
            require(
                    invariant,
                    key,
                    sizeBytes < 0 || sizeBytes == found.sizeBytes(),
                    "it has %d bytes, not %d".formatted(found.sizeBytes(), sizeBytes));
            return true;
        } catch (ObjectStoreException e) {
            unreadable(invariant, key, e);
            return false;
        }
    }

    /** One bad place on a disk is a finding; a store that is gone is no reason to call everything lost. */
    private void unreadable(Invariant invariant, ObjectKey key, ObjectStoreException e) {
        if (e.retryable() && ++unreadable > UNREADABLE_MAX) {
            throw e;
        }
        report(invariant, key, String.valueOf(e.getMessage()));
    }

    /** Calls the consumer with every key that starts with the prefix, in order, without holding them all. */
    void forEachKey(String prefix, Consumer<ObjectKey> keys) {
        String after = "";
        for (List<ObjectKey> page = store.list(prefix, after, PAGE);
                !page.isEmpty();
                page = store.list(prefix, after, PAGE)) {
            page.forEach(keys);
            after = page.getLast().value();
        }
    }
}
