package org.kartoteka.archive.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
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
import org.kartoteka.archive.stack.Apart;
import org.kartoteka.archive.stack.StackId;
import org.kartoteka.archive.store.Digest;

/** The events of a batch: how each is written, and what state they add up to. */
public final class BatchEvents {
    static final String CAPTURE = "capture";
    static final String REFUSAL = "refusal";
    static final String DUPLICATE = "duplicate-identification";
    static final String DIVISION = "division";

    /** 1 did not say what made the division. */
    private static final int DIVISION_VERSION = 2;

    private static final String APART = "apart";

    static final String COLLATION = "collation";
    static final String INCORPORATION = "incorporation";
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

    static Event division(Division division) {
        Provenance by = division.dividedBy();
        Map<String, Object> data = new HashMap<>();
        data.put(
                "documents",
                division.documents().stream()
                        .map(d -> Map.of("id", d.id().value(), "part", d.part(), "pages", d.pages()))
                        .toList());
        data.put(
                "provenance",
                Map.of(
                        "program", by.program(),
                        "engine", by.engine(),
                        "models", by.models(),
                        "settings", by.settings()));
        division.apart().ifPresent(why -> data.put(APART, why.name()));
        return new Event(DIVISION, DIVISION_VERSION, data);
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

    static Event collation(Collation collation) {
        return Event.of(
                COLLATION,
                Map.of(
                        "stack", collation.stack().value(),
                        "even", collation.even().value(),
                        "numbers", collation.numbers(),
                        "evenNumbers", collation.evenNumbers(),
                        "backs", collation.backs(),
                        "toldBy", collation.toldBy()));
    }

    static Event incorporation(BatchId in) {
        return Event.of(INCORPORATION, Map.of("in", in.value()));
    }

    /**
     * The state the records add up to; empty where there are none.
     *
     * @throws ChainBroken an event cannot follow the ones before it, or is unreadable
     */
    public static Optional<Batch> fold(BatchId id, List<EventRecord> records) {
        BatchFold batch = null;
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    if (batch == null) {
                        batch = first(id, event);
                    } else {
                        apply(id, batch, event);
                    }
                } catch (MalformedJson | IllegalArgumentException | ArithmeticException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return batch == null
                ? Optional.empty()
                : Optional.of(batch.at(records.getLast().sequence()));
    }

    /** The size of the original, as captured; -1 where there was none. */
    public static long sizeBytes(List<EventRecord> records) {
        Event first = records.getFirst().events().getFirst();
        return first.type().equals(CAPTURE) ? new Members(first.data()).number("sizeBytes") : -1;
    }

    private static BatchFold first(BatchId id, Event event) {
        Members data = new Members(event.data());
        Digest arrival = data.digest("arrival");
        Instant receivedAt = data.time("receivedAt");
        return switch (event.type()) {
            case CAPTURE -> {
                data.number("sizeBytes");
                yield BatchFold.captured(id, receivedAt, arrival, data.digest("original"));
            }
            case REFUSAL -> BatchFold.refused(id, receivedAt, arrival, reason(data));
            default -> throw new MalformedJson("a batch cannot start with it");
        };
    }

    private static void apply(BatchId id, BatchFold batch, Event event) {
        Members data = new Members(event.data());
        switch (event.type()) {
            case DUPLICATE -> batch.duplicate(new BatchId(data.text("of")));
            case COLLATION -> batch.collated(collation(data));
            case DIVISION -> batch.divided(documents(id, data), dividedBy(event), apart(data));
            case INCORPORATION -> batch.incorporated(new BatchId(data.text("in")));
            case COMPLETION -> batch.completed();
            case QUARANTINE -> batch.quarantined(reason(data));
            case RELEASE -> batch.released();
            default -> throw new MalformedJson("unknown here; a newer program wrote it, or something altered it");
        }
    }

    private static Collation collation(Members data) {
        return new Collation(
                new StackId(data.text("stack")),
                new BatchId(data.text("even")),
                data.integers("numbers"),
                data.integers("evenNumbers"),
                data.text("backs"),
                data.text("toldBy"));
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

    private static Optional<Apart> apart(Members data) {
        return data.object().containsKey(APART) ? Optional.of(Apart.valueOf(data.text(APART))) : Optional.empty();
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

    /** Whether the documents together have each page of the stack exactly once. */
    public static boolean hasEachPageOnce(Collation collation, List<PlannedDocument> documents) {
        List<Integer> planned = documents.stream()
                .flatMap(document -> document.pages().stream())
                .sorted()
                .toList();
        return planned.equals(
                IntStream.rangeClosed(1, collation.pageCount()).boxed().toList());
    }
}
