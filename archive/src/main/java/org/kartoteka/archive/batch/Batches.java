package org.kartoteka.archive.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.work.Attempts;
import org.kartoteka.archive.work.WorkList;

/**
 * Captures batches and follows them to their end. Every command may be repeated after a crash or a lost reply: it then
 * finds what it did and goes on. A command that comes too late, because the batch has come to its end meanwhile, leaves it
 * as it is: look at the state of what is returned.
 *
 * <p>Any command may throw {@link ObjectStoreException}; a batch that does not exist is a {@link NoSuchElementException}.
 */
public final class Batches {
    private final ObjectStore store;
    private final Originals originals;
    private final EventLog events;
    private final WorkList workList;
    private final Attempts attempts;
    private final ParkedPasses parked;

    public Batches(ObjectStore store, EventLog events, WorkList workList) {
        this.store = store;
        this.originals = new Originals(store);
        this.events = events;
        this.workList = workList;
        this.attempts = new Attempts(store);
        this.parked = new ParkedPasses(store);
    }

    /**
     * Takes responsibility for a file: original stored and read back, arrival stored, marker {@code todo/read/<batch>} put,
     * event {@code capture} appended. When this returns the source may be let go.
     *
     * <p>Settles at once whether it is a duplicate: the first batch to enter {@code digests/<sha256>} owns the bytes, and
     * is given another try where it is quarantined. A crash in between is settled by {@link #settle} when the marker is
     * found.
     *
     * @throws ObjectStoreException.Corrupt what was stored does not read back; the source must be kept
     * @throws IllegalStateException the batch was captured with other bytes, or refused before
     */
    public Batch capture(BatchId id, Arrival arrival, ObjectContent original, Actor actor) {
        Optional<Batch> earlier = find(id);
        if (earlier.isPresent()) {
            checkSame(earlier.get(), original.digest());
            return settle(earlier.get(), actor);
        }
        originals.store(original);
        Arrivals.Stored stored = Arrivals.store(store, id, arrival);
        workList.put(WorkList.Kind.READ, id.value());
        Event capture = BatchEvents.capture(stored, original.digest(), original.sizeBytes());
        Batch captured = change(id, actor, batch -> batch.isEmpty() ? List.of(capture) : List.of());
        checkSame(captured, original.digest());
        return settle(captured, actor);
    }

    private static void checkSame(Batch batch, Digest original) {
        if (!batch.original().equals(Optional.of(original))) {
            throw new IllegalStateException(
                    batch.original().isEmpty()
                            ? "batch %s was refused before".formatted(batch.id())
                            : "batch %s was captured with other bytes before".formatted(batch.id()));
        }
    }

    /** Records a file that was refused at the door, without its bytes. Final: {@code QUARANTINED}. */
    public Batch refuse(BatchId id, Arrival arrival, Reason reason, Actor actor) {
        Optional<Batch> earlier = find(id);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Event refusal = BatchEvents.refusal(Arrivals.store(store, id, arrival), reason);
        return change(id, actor, batch -> batch.isEmpty() ? List.of(refusal) : List.of());
    }

    /** Finishes a capture that a crash cut short: enters the digest, records a duplicate and clears its marker. */
    public Batch settle(BatchId id, Actor actor) {
        return settle(get(id), actor);
    }

    private Batch settle(Batch batch, Actor actor) {
        Batch settled = settleOwner(batch, actor);
        if (settled.state() == State.WAITING) {
            workList.hint(WorkList.Kind.READ, batch.id().value());
        } else {
            clearMarker(settled);
        }
        return settled;
    }

    private Batch settleOwner(Batch batch, Actor actor) {
        if (!isUndivided(batch)) {
            return batch;
        }
        BatchId owner = originals.enter(batch.original().orElseThrow(), batch.id());
        if (owner.equals(batch.id())) {
            return batch;
        }
        // Whoever sends the bytes of a quarantined batch again wants it to be tried again.
        find(owner).filter(b -> b.state() == State.QUARANTINED).ifPresent(b -> retry(b.id(), actor));
        return changeIf(batch.id(), actor, Batches::isUndivided, List.of(BatchEvents.duplicate(owner)));
    }

    private void clearMarker(Batch batch) {
        String id = batch.id().value();
        attempts.clear(batch.id());
        if (batch.collation().isPresent() || batch.incorporatedIn().isPresent()) {
            parked.remove(batch.id());
        }
        workList.remove(WorkList.Kind.READ, id);
        if (batch.state() == State.QUARANTINED && get(batch.id()).state() == State.WAITING) {
            // Somebody released it in this very moment; that marker must not be lost.
            workList.put(WorkList.Kind.READ, id);
        }
    }

    private static boolean isUndivided(Batch batch) {
        return batch.state() == State.WAITING && batch.division().isEmpty();
    }

    /** As {@link #divide(BatchId, Division, Actor)}, of a batch that is no side of a stack. */
    public Batch divide(BatchId id, List<PlannedDocument> documents, Provenance dividedBy, Actor actor) {
        return divide(id, new Division(documents, dividedBy), actor);
    }

    /**
     * Commits the plan into which documents the batch is divided; that of a stack together with its order, at once. A plan
     * that was committed before stays.
     *
     * @throws IllegalArgumentException the documents are none, have other ids than they must, or do not have each page of
     *     the stack once
     */
    public Batch divide(BatchId id, Division division, Actor actor) {
        BatchEvents.checkPlan(id, division.documents());
        if (!division.hasEachPageOnce()) {
            throw new IllegalArgumentException(
                    "the documents of batch %s do not have each page of its stack once".formatted(id));
        }
        settleOwner(get(id), actor);
        List<Event> all = new ArrayList<>();
        division.collation().map(BatchEvents::collation).ifPresent(all::add);
        all.add(BatchEvents.division(division));
        return changeIf(id, actor, Batches::isUndivided, all);
    }

    /**
     * The pages of this batch are in documents of the other, which is archived: {@code ARCHIVED} as well, and the marker is
     * cleared.
     *
     * @throws IllegalStateException the other is not archived, or has not collated this one
     */
    public Batch incorporate(BatchId id, BatchId in, Actor actor) {
        Batch lead = get(in);
        if (lead.state() != State.ARCHIVED
                || lead.collation().filter(c -> c.even().equals(id)).isEmpty()) {
            throw new IllegalStateException("batch %s does not have the pages of batch %s".formatted(in, id));
        }
        Batch batch = changeIf(id, actor, Batches::isUndivided, List.of(BatchEvents.incorporation(in)));
        clearMarker(batch);
        return batch;
    }

    /**
     * All documents of the plan are ingested: {@code ARCHIVED}, and the marker is cleared.
     *
     * @throws IllegalStateException the batch is not divided, or one of its documents is not ingested
     */
    public Batch finish(BatchId id, Actor actor) {
        Batch before = get(id);
        if (before.state() == State.WAITING) {
            checkIngested(before);
        }
        Batch batch = changeIf(id, actor, b -> b.state() == State.WAITING, List.of(BatchEvents.completion()));
        clearMarker(batch);
        return batch;
    }

    private void checkIngested(Batch batch) {
        if (batch.division().isEmpty()) {
            throw new IllegalStateException("batch %s is not divided yet".formatted(batch.id()));
        }
        for (PlannedDocument planned : batch.division()) {
            if (!events.exists(new ChainId(ChainId.Kind.DOCUMENT, planned.id().value()))) {
                throw new IllegalStateException("document %s is not ingested yet".formatted(planned.id()));
            }
        }
    }

    /**
     * Sets a captured batch aside for a person: {@code QUARANTINED}, and the marker is cleared. The original stays. A
     * batch that turns out to be a duplicate becomes {@code DUPLICATE} instead.
     */
    public Batch quarantine(BatchId id, Reason reason, Actor actor) {
        settleOwner(get(id), actor);
        Batch batch = changeIf(id, actor, b -> b.state() == State.WAITING, List.of(BatchEvents.quarantine(reason)));
        clearMarker(batch);
        return batch;
    }

    /**
     * Gives a quarantined batch another try: {@code WAITING}, with its marker put back.
     *
     * @throws IllegalStateException it was refused at the door, so there are no bytes to try
     */
    public Batch retry(BatchId id, Actor actor) {
        Batch before = get(id);
        if (before.state() != State.QUARANTINED) {
            return before;
        }
        if (before.original().isEmpty()) {
            throw new IllegalStateException(
                    "batch %s was refused without its bytes; send the file again".formatted(id));
        }
        attempts.clear(id);
        workList.put(WorkList.Kind.READ, id.value());
        Batch batch = changeIf(id, actor, b -> b.state() == State.QUARANTINED, List.of(BatchEvents.release()));
        // Again: a late quarantine of the same batch may have cleared the first one.
        workList.put(WorkList.Kind.READ, id.value());
        return settle(batch, actor);
    }

    public Optional<Batch> find(BatchId id) {
        return BatchEvents.fold(id, events.read(BatchEvents.chain(id)));
    }

    /** How the file came. */
    public Arrival arrival(BatchId id) {
        byte[] bytes = StoredBytes.read(store, Arrivals.key(id));
        return Arrivals.decode(id, bytes);
    }

    /** Up to {@code limit} ids of batches that arrived on the UTC day, after {@code after} (empty = from the start). */
    public List<BatchId> ofDay(LocalDate utcDay, Optional<BatchId> after, int limit) {
        return events.chains(ChainId.Kind.BATCH, BatchId.prefixOf(utcDay), after.map(BatchId::value), limit).stream()
                .map(BatchId::new)
                .toList();
    }

    /** The id of the {@code ordinal}-th document (from 1) of a batch: derived, so that a repeated try finds it again. */
    public static DocumentId documentId(BatchId batch, int ordinal) {
        return new DocumentId(batch.value() + "-%04d".formatted(ordinal));
    }

    private Batch get(BatchId id) {
        return find(id).orElseThrow(() -> noSuch(id));
    }

    private static NoSuchElementException noSuch(BatchId id) {
        return new NoSuchElementException("there is no batch " + id);
    }

    private Batch changeIf(BatchId id, Actor actor, Function<Batch, Boolean> applies, List<Event> all) {
        return change(id, actor, batch -> applies.apply(batch.orElseThrow(() -> noSuch(id))) ? all : List.of());
    }

    private Batch change(BatchId id, Actor actor, Function<Optional<Batch>, List<Event>> decide) {
        List<EventRecord> records =
                events.change(BatchEvents.chain(id), actor, known -> decide.apply(BatchEvents.fold(id, known)));
        return BatchEvents.fold(id, records).orElseThrow(() -> noSuch(id));
    }
}
