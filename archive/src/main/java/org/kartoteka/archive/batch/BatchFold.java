package org.kartoteka.archive.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.stack.Apart;
import org.kartoteka.archive.store.Digest;

/** A batch while its events are gone through: what may follow what, and what it changes. */
final class BatchFold {
    private final BatchId id;
    private final Instant receivedAt;
    private final Digest arrival;
    private final Optional<Digest> original;
    private State state;
    private Optional<BatchId> duplicateOf = Optional.empty();
    private Optional<Reason> reason;
    private List<PlannedDocument> division = List.of();
    private Optional<Provenance> dividedBy = Optional.empty();
    private Optional<Collation> collation = Optional.empty();
    private Optional<Apart> apart = Optional.empty();
    private Optional<BatchId> incorporatedIn = Optional.empty();
    private int attempt = 1;

    private BatchFold(
            BatchId id, Instant receivedAt, Digest arrival, Optional<Digest> original, Optional<Reason> refusal) {
        this.id = id;
        this.receivedAt = receivedAt;
        this.arrival = arrival;
        this.original = original;
        this.reason = refusal;
        this.state = refusal.isPresent() ? State.QUARANTINED : State.WAITING;
    }

    static BatchFold captured(BatchId id, Instant receivedAt, Digest arrival, Digest original) {
        return new BatchFold(id, receivedAt, arrival, Optional.of(original), Optional.empty());
    }

    static BatchFold refused(BatchId id, Instant receivedAt, Digest arrival, Reason reason) {
        return new BatchFold(id, receivedAt, arrival, Optional.empty(), Optional.of(reason));
    }

    void duplicate(BatchId of) {
        allow(isUndivided());
        state = State.DUPLICATE;
        duplicateOf = Optional.of(of);
    }

    /** Only together with the division that follows it. */
    void collated(Collation with) {
        allow(isUndivided() && collation.isEmpty() && with.isWhole());
        collation = Optional.of(with);
    }

    void divided(List<PlannedDocument> documents, Optional<Provenance> by, Optional<Apart> why) {
        allow(isUndivided());
        apart = why;
        division = documents;
        dividedBy = by;
    }

    void incorporated(BatchId in) {
        allow(isUndivided());
        state = State.ARCHIVED;
        incorporatedIn = Optional.of(in);
    }

    void completed() {
        allow(state == State.WAITING && !division.isEmpty());
        state = State.ARCHIVED;
    }

    void quarantined(Reason why) {
        allow(state == State.WAITING);
        state = State.QUARANTINED;
        reason = Optional.of(why);
    }

    void released() {
        allow(state == State.QUARANTINED && original.isPresent());
        state = State.WAITING;
        reason = Optional.empty();
        attempt++;
    }

    private boolean isUndivided() {
        return state == State.WAITING && division.isEmpty();
    }

    private static void allow(boolean condition) {
        if (!condition) {
            throw new MalformedJson("it cannot follow the events before it");
        }
    }

    Batch at(long sequence) {
        return new Batch(
                id,
                sequence,
                state,
                receivedAt,
                arrival,
                original,
                duplicateOf,
                reason,
                division,
                dividedBy,
                collation,
                apart,
                incorporatedIn,
                attempt);
    }
}
