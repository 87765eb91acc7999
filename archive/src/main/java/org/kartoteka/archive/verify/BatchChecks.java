package org.kartoteka.archive.verify;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrivals;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.BatchEvents;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.verify.Checks.Unfinished;
import org.kartoteka.archive.work.WorkList;

/** Originals, who owns them, and the batches that brought them. */
final class BatchChecks {
    private final Checks checks;
    private final Aggregates aggregates;
    private final Originals originals;
    private long originalCount;
    private long batchCount;

    BatchChecks(Checks checks, Aggregates aggregates) {
        this.checks = checks;
        this.aggregates = aggregates;
        this.originals = new Originals(checks.store());
    }

    long originalCount() {
        return originalCount;
    }

    long batchCount() {
        return batchCount;
    }

    void original(ObjectKey key) {
        originalCount++;
        digestIn(key, "").ifPresent(digest -> checks.measure(Invariant.ORIGINAL_FIXITY, key, digest, -1));
    }

    void owner(ObjectKey key) {
        Optional<Digest> original = digestIn(key, ".json");
        if (original.isEmpty()) {
            return;
        }
        try {
            Optional<Batch> owner = originals.owner(original.get()).flatMap(aggregates::batch);
            checks.require(
                    Invariant.OWNER_ENTRY,
                    key,
                    owner.flatMap(Batch::original).equals(original),
                    "the batch it names did not bring this original");
        } catch (ObjectStoreException.Corrupt e) {
            checks.report(Invariant.OWNER_ENTRY, key, String.valueOf(e.getMessage()));
        }
    }

    /** The digest a key ends with; empty where it is none, which is a finding of its own (A002). */
    private static Optional<Digest> digestIn(ObjectKey key, String suffix) {
        return KnownKeys.knows(key)
                ? Optional.of(new Digest(key.value()
                        .substring(key.value().lastIndexOf('/') + 1, key.value().length() - suffix.length())))
                : Optional.empty();
    }

    void batch(BatchId id, List<EventRecord> records) {
        batchCount++;
        Batch batch = BatchEvents.fold(id, records).orElseThrow();
        arrival(batch);
        batch.original().ifPresent(original -> original(batch, original, BatchEvents.sizeBytes(records)));
        if (batch.state() == State.WAITING) {
            checks.requireUnlessUnfinished(
                    Invariant.WAITING_MARKED,
                    new Unfinished(WorkList.Kind.READ, id.value()),
                    () -> aggregates.batchNow(id).map(Batch::state).orElse(State.ARCHIVED) != State.WAITING,
                    () -> "it is waiting, but nothing marks it as work: it would wait for ever");
        } else if (batch.state() == State.ARCHIVED) {
            batch.division().forEach(this::planned);
        }
    }

    private void arrival(Batch batch) {
        ObjectKey key = Arrivals.key(batch.id());
        Optional<byte[]> bytes = checks.read(Invariant.ARRIVAL_FIXITY, key);
        if (bytes.isEmpty()) {
            return;
        }
        if (!Digest.of(bytes.get()).equals(batch.arrivalDigest())) {
            checks.report(Invariant.ARRIVAL_FIXITY, key, "its bytes do not have the digest that the chain names");
            return;
        }
        try {
            Arrivals.decode(batch.id(), bytes.get());
        } catch (ObjectStoreException.Corrupt e) {
            checks.report(Invariant.ARRIVAL_FIXITY, key, String.valueOf(e.getMessage()));
        }
    }

    private void original(Batch batch, Digest original, long sizeBytes) {
        ObjectKey key = Originals.key(original);
        long found = checks.store().size(key).orElse(-1);
        checks.require(
                Invariant.ORIGINAL_PRESENT,
                key,
                found == sizeBytes,
                found < 0
                        ? "it is missing, and batch %s captured it".formatted(batch.id())
                        : "it has %d bytes, and batch %s captured %d".formatted(found, batch.id(), sizeBytes));
        boolean isSettled = batch.state() != State.WAITING || !batch.division().isEmpty();
        if (isSettled) {
            ownership(batch, original);
        }
    }

    private void ownership(Batch batch, Digest original) {
        try {
            Optional<BatchId> owner = originals.owner(original);
            BatchId expected = batch.duplicateOf().orElse(batch.id());
            boolean isRight = owner.equals(Optional.of(expected))
                    && (batch.state() == State.DUPLICATE) == !expected.equals(batch.id());
            checks.require(
                    Invariant.ONE_OWNER,
                    batch.id(),
                    isRight,
                    "it takes batch %s for the owner of original %s, but %s is entered"
                            .formatted(
                                    expected,
                                    original,
                                    owner.map(BatchId::value).orElse("none")));
        } catch (ObjectStoreException.Corrupt _) {
            // Reported where the entry lies (A010).
        }
    }

    private void planned(PlannedDocument planned) {
        checks.require(
                Invariant.PLAN_INGESTED,
                planned.id(),
                aggregates.exists(planned.id()),
                "its batch is archived and planned it, but it was never ingested");
    }
}
