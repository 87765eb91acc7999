package org.kartoteka.archive.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.store.Digest;

/** The events of a batch: how each is written, and what state they add up to. */
public final class BatchEvents {
    static final String CAPTURE = "capture";
    static final String REFUSAL = "refusal";
    static final String DUPLICATE = "duplicate-identification";
    static final String DIVISION = "division";

    /** 1 did not say what made the division. */
    private static final int DIVISION_VERSION = 2;

    static final String COMPLETION = "ingestion-completion";
    static final String QUARANTINE = "quarantine";
    static final String RELEASE = "quarantine-release";

    private BatchEvents() {}

    static ChainId chain(BatchId id) {
        return new ChainId(ChainId.Kind.BATCH, id.value());
    }

    static Event capture(Arrivals.Stored arrival, Digest original, long sizeBytes) {
        return Event.of(
                CAPTURE,
                Map.of(
                        "arrival", arrival.digest().hex(),
                        "receivedAt", arrival.arrival().receivedAt().toString(),
                        "original", original.hex(),
                        "sizeBytes", sizeBytes));
    }

    static Event refusal(Arrivals.Stored arrival, Reason reason) {
        return Event.of(
                REFUSAL,
                Map.of(
                        "arrival", arrival.digest().hex(),
                        "receivedAt", arrival.arrival().receivedAt().toString(),
                        "reason", object(reason)));
    }

    static Event duplicate(BatchId owner) {
        return Event.of(DUPLICATE, Map.of("of", owner.value()));
    }

    static Event division(List<PlannedDocument> documents, Provenance dividedBy) {
        return new Event(
                DIVISION,
                DIVISION_VERSION,
                Map.of(
                        "documents",
                        documents.stream()
                                .map(d -> Map.of("id", d.id().value(), "part", d.part(), "pages", d.pages()))
                                .toList(),
                        "provenance",
                        Map.of(
                                "program", dividedBy.program(),
                                "engine", dividedBy.engine(),
                                "models", dividedBy.models(),
                                "settings", dividedBy.settings())));
    }

    static Event completion() {
        return Event.of(COMPLETION, Map.of());
    }

    static Event quarantine(Reason reason) {
        return Event.of(QUARANTINE, Map.of("reason", object(reason)));
    }

    static Event release() {
        return Event.of(RELEASE, Map.of());
    }

    private static Map<String, Object> object(Reason reason) {
        return Map.of("code", reason.code().name(), "details", reason.details());
    }

    /**
     * The state the records add up to; empty where there are none.
     *
     * @throws ChainBroken an event cannot follow the ones before it, or is unreadable
     */
    public static Optional<Batch> fold(BatchId id, List<EventRecord> records) {
        Batch batch = null;
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    batch = batch == null ? first(id, event) : next(batch, event);
                } catch (MalformedJson | IllegalArgumentException | ArithmeticException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
            if (batch != null) {
                batch = at(batch, record.sequence());
            }
        }
        return Optional.ofNullable(batch);
    }

    /** The size of the original, as captured; -1 where there was none. */
    public static long sizeBytes(List<EventRecord> records) {
        Event first = records.getFirst().events().getFirst();
        return first.type().equals(CAPTURE) ? new Members(first.data()).number("sizeBytes") : -1;
    }

    private static Batch first(BatchId id, Event event) {
        Members data = new Members(event.data());
        Digest arrival = data.digest("arrival");
        Instant receivedAt = data.time("receivedAt");
        return switch (event.type()) {
            case CAPTURE -> {
                data.number("sizeBytes");
                yield new Batch(
                        id,
                        1,
                        State.WAITING,
                        receivedAt,
                        arrival,
                        Optional.of(data.digest("original")),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        1);
            }
            case REFUSAL ->
                new Batch(
                        id,
                        1,
                        State.QUARANTINED,
                        receivedAt,
                        arrival,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(reason(data)),
                        List.of(),
                        Optional.empty(),
                        1);
            default -> throw new MalformedJson("a batch cannot start with it");
        };
    }

    private static Batch next(Batch batch, Event event) {
        Members data = new Members(event.data());
        boolean waiting = batch.state() == State.WAITING;
        boolean divided = !batch.division().isEmpty();
        return switch (event.type()) {
            case DUPLICATE -> {
                allow(waiting && !divided);
                yield new Batch(
                        batch.id(),
                        batch.sequence(),
                        State.DUPLICATE,
                        batch.receivedAt(),
                        batch.arrivalDigest(),
                        batch.original(),
                        Optional.of(new BatchId(data.text("of"))),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        batch.attempt());
            }
            case DIVISION -> {
                allow(waiting && !divided);
                yield divided(batch, documents(batch.id(), data), dividedBy(event));
            }
            case COMPLETION -> {
                allow(waiting && divided);
                yield with(batch, State.ARCHIVED, Optional.empty());
            }
            case QUARANTINE -> {
                allow(waiting);
                yield with(batch, State.QUARANTINED, Optional.of(reason(data)));
            }
            case RELEASE -> {
                allow(batch.state() == State.QUARANTINED && batch.original().isPresent());
                yield released(batch);
            }
            default -> throw new MalformedJson("unknown here; a newer program wrote it, or something altered it");
        };
    }

    private static void allow(boolean condition) {
        if (!condition) {
            throw new MalformedJson("it cannot follow the events before it");
        }
    }

    private static Batch with(Batch batch, State state, Optional<Reason> reason) {
        return new Batch(
                batch.id(),
                batch.sequence(),
                state,
                batch.receivedAt(),
                batch.arrivalDigest(),
                batch.original(),
                batch.duplicateOf(),
                reason,
                batch.division(),
                batch.dividedBy(),
                batch.attempt());
    }

    private static Batch divided(Batch batch, List<PlannedDocument> division, Optional<Provenance> dividedBy) {
        return new Batch(
                batch.id(),
                batch.sequence(),
                batch.state(),
                batch.receivedAt(),
                batch.arrivalDigest(),
                batch.original(),
                batch.duplicateOf(),
                batch.reason(),
                division,
                dividedBy,
                batch.attempt());
    }

    private static Batch released(Batch batch) {
        return new Batch(
                batch.id(),
                batch.sequence(),
                State.WAITING,
                batch.receivedAt(),
                batch.arrivalDigest(),
                batch.original(),
                batch.duplicateOf(),
                Optional.empty(),
                batch.division(),
                batch.dividedBy(),
                batch.attempt() + 1);
    }

    private static Batch at(Batch batch, long sequence) {
        return new Batch(
                batch.id(),
                sequence,
                batch.state(),
                batch.receivedAt(),
                batch.arrivalDigest(),
                batch.original(),
                batch.duplicateOf(),
                batch.reason(),
                batch.division(),
                batch.dividedBy(),
                batch.attempt());
    }

    private static Reason reason(Members data) {
        Members reason = data.members("reason");
        return new Reason(Reason.Code.valueOf(reason.text("code")), reason.textMap("details"));
    }

    private static Optional<Provenance> dividedBy(Event event) {
        return switch (event.version()) {
            case 1 -> Optional.empty();
            case DIVISION_VERSION -> {
                Members by = new Members(event.data()).members("provenance");
                yield Optional.of(new Provenance(
                        by.text("program"), by.text("engine"), by.textMap("models"), by.textMap("settings")));
            }
            default ->
                throw new MalformedJson("unknown version %d; a newer program wrote it".formatted(event.version()));
        };
    }

    private static List<PlannedDocument> documents(BatchId batch, Members data) {
        List<PlannedDocument> documents = new ArrayList<>();
        for (Members planned : data.list("documents")) {
            documents.add(new PlannedDocument(
                    new DocumentId(planned.text("id")),
                    Math.toIntExact(planned.number("part")),
                    planned.integers("pages")));
        }
        checkPlan(batch, documents);
        return documents;
    }

    /** @throws IllegalArgumentException the documents are none, or not numbered as they must be */
    static void checkPlan(BatchId batch, List<PlannedDocument> documents) {
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("batch %s cannot be divided into no documents".formatted(batch));
        }
        for (int i = 0; i < documents.size(); i++) {
            if (!documents.get(i).id().equals(Batches.documentId(batch, i + 1))) {
                throw new IllegalArgumentException("document %d of batch %s cannot have the id %s"
                        .formatted(i + 1, batch, documents.get(i).id()));
            }
        }
    }
}
