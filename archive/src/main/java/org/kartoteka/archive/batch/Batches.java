package org.kartoteka.archive.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.document.DocumentId;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkList;

/**
 * Captures batches and follows them to their end. Every command may be repeated after a crash or a lost reply: it then
 * finds what it did and goes on.
 */
public final class Batches {
    private final ObjectStore store;
    private final EventLog events;
    private final WorkList workList;

    public Batches(ObjectStore store, EventLog events, WorkList workList) {
        this.store = store;
        this.events = events;
        this.workList = workList;
    }

    /**
     * Takes responsibility for a file: original stored and read back, arrival stored, marker {@code todo/read/<batch>} put,
     * event {@code capture} appended. When this returns the source may be let go.
     *
     * <p>Settles at once whether it is a duplicate: the first batch to enter {@code digests/<sha256>} owns the bytes. A
     * crash in between is settled by {@link #settle} when the marker is found.
     */
    public Batch capture(BatchId id, Arrival arrival, ObjectContent original, Actor actor) {
        throw new UnsupportedOperationException("" + store + events + workList);
    }

    /** Records a file that was refused at the door, without its bytes. Final: {@code QUARANTINED}. */
    public Batch refuse(BatchId id, Arrival arrival, Reason reason, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Finishes a capture that a crash cut short: enters the digest, records a duplicate and clears its marker. */
    public Batch settle(BatchId id, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Commits the plan into which documents the batch is divided. A plan that was committed before stays. */
    public Batch divide(BatchId id, List<Batch.PlannedDocument> documents, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** All documents of the plan are ingested: {@code ARCHIVED}, and the marker is cleared. */
    public Batch finish(BatchId id, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Sets a captured batch aside for a person: {@code QUARANTINED}, and the marker is cleared. The original stays. */
    public Batch quarantine(BatchId id, Reason reason, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Gives a quarantined batch another try: {@code WAITING}, with its marker put back. */
    public Batch retry(BatchId id, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public Optional<Batch> find(BatchId id) {
        throw new UnsupportedOperationException();
    }

    public Arrival arrival(BatchId id) {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code limit} ids of batches that arrived on the UTC day, after {@code after} (empty = from the start). */
    public List<BatchId> ofDay(LocalDate utcDay, Optional<BatchId> after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The id of the {@code ordinal}-th document (from 1) of a batch: derived, so that a repeated try finds it again. */
    public static DocumentId documentId(BatchId batch, int ordinal) {
        return new DocumentId(batch.value() + "-%04d".formatted(ordinal));
    }
}
