package org.kartoteka.archive.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.casefile.Leaving;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;

/** The events of a document: how each is written, and what they add up to. */
public final class DocumentEvents {
    public static final String INGESTION = "ingestion";
    public static final String CORRECTION = "correction";
    public static final String WITHDRAWAL = "correction-withdrawal";
    public static final String FILING = "filing";
    public static final String REMOVAL = "removal";

    private static final int WITH_WAYS = 2;

    private DocumentEvents() {}

    /** The chain of the document's events. */
    public static ChainId chain(DocumentId id) {
        return new ChainId(ChainId.Kind.DOCUMENT, id.value());
    }

    static Event ingestion(PlannedDocument planned, BatchId batch, RenditionRef reading, List<Filing> filings) {
        Map<String, Object> data = new HashMap<>();
        data.put("batch", batch.value());
        data.put("part", planned.part());
        data.put("pages", planned.pages());
        data.put("reading", object(reading));
        data.put("caseFiles", texts(filings.stream().map(Filing::reference).toList()));
        if (filings.isEmpty()) {
            return Event.of(INGESTION, data);
        }
        Map<String, Object> ways = new HashMap<>();
        filings.forEach(
                filing -> ways.put(filing.reference().value(), filing.how().text()));
        data.put("filedBy", ways);
        return new Event(INGESTION, WITH_WAYS, data);
    }

    static Event filing(CaseReference reference, HowFiled how, Optional<CaseReference> from) {
        Map<String, Object> data = new HashMap<>();
        data.put("caseFile", reference.value());
        data.put("how", how.text());
        from.ifPresent(other -> data.put("from", other.value()));
        return Event.of(FILING, data);
    }

    static Event removal(CaseReference reference, Optional<CaseReference> to) {
        Map<String, Object> data = new HashMap<>();
        data.put("caseFile", reference.value());
        to.ifPresent(other -> data.put("to", other.value()));
        return Event.of(REMOVAL, data);
    }

    /**
     * @param reading what held before
     * @param values digest of the {@link SetFields}
     */
    static Event correction(Document before, DocumentReading reading, Correction correction, Digest values) {
        Map<String, Object> data = new HashMap<>();
        correction.type().ifPresent(type -> data.put("type", Map.of("from", reading.type(), "to", type)));
        correction
                .languages()
                .ifPresent(languages -> data.put("languages", Map.of("from", reading.languages(), "to", languages)));
        List<String> references = correction.fields().get(FieldForms.CASE_REFERENCE);
        if (references != null) {
            // Where a person or a match put it does not follow from the reference, so it stays there.
            Stream<CaseReference> kept = before.filings().stream()
                    .filter(filing -> !filing.how().isByReference())
                    .map(Filing::reference);
            List<CaseReference> to = Stream.concat(references.stream().map(CaseReference::new), kept)
                    .toList();
            data.put("caseFiles", Map.of("from", texts(before.caseFiles()), "to", texts(to)));
        }
        data.put("fields", correction.fields().keySet().stream().sorted().toList());
        data.put("values", values.hex());
        return Event.of(CORRECTION, data);
    }

    /** @param correction sequence of the record whose correction is taken back: the last one that is in force */
    static Event withdrawal(long correction) {
        return Event.of(WITHDRAWAL, Map.of("of", correction));
    }

    private static List<String> texts(List<CaseReference> references) {
        return references.stream().map(CaseReference::value).distinct().toList();
    }

    /** Digests of the values that the corrections among these records name, in order. */
    public static List<Digest> values(List<EventRecord> records) {
        return records.stream()
                .flatMap(record -> record.events().stream())
                .filter(event -> event.type().equals(CORRECTION))
                .map(event -> new Members(event.data()).digest("values"))
                .toList();
    }

    private static Map<String, Object> object(RenditionRef ref) {
        return Map.of(
                "key", ref.key().value(),
                "digest", ref.digest().hex(),
                "sizeBytes", ref.sizeBytes(),
                "mediaType", ref.mediaType());
    }

    /**
     * The document the records add up to; empty where there are none.
     *
     * @throws ChainBroken an event cannot follow the ones before it, or is unreadable
     */
    public static Optional<Document> fold(DocumentId id, List<EventRecord> records) {
        Optional<Document> document = Optional.empty();
        Deque<InForce> inForce = new ArrayDeque<>();
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    document = Optional.of(apply(id, document, inForce, record, event));
                } catch (MalformedJson | IllegalArgumentException | ArithmeticException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return document;
    }

    /** Sequence of the last correction that is in force; empty where there is none. */
    static Optional<Long> lastInForce(List<EventRecord> records) {
        Deque<Long> inForce = new ArrayDeque<>();
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                switch (event.type()) {
                    case CORRECTION -> inForce.push(record.sequence());
                    case WITHDRAWAL -> inForce.pop();
                    default -> {}
                }
            }
        }
        return Optional.ofNullable(inForce.peek());
    }

    /** A correction that nobody took back, and the document as it was before it and right after. */
    private record InForce(long sequence, Document before, Document after) {}

    private static Document apply(
            DocumentId id, Optional<Document> before, Deque<InForce> inForce, EventRecord record, Event event) {
        Members data = new Members(event.data());
        if (event.type().equals(INGESTION) && before.isEmpty()) {
            return ingested(id, record, data);
        }
        Document document = before.orElseThrow(() -> new MalformedJson(
                "it cannot follow the events before it, a newer program wrote it, or something altered it"));
        return switch (event.type()) {
            case CORRECTION -> {
                Document after = corrected(document, record, data);
                inForce.push(new InForce(record.sequence(), document, after));
                yield after;
            }
            case WITHDRAWAL -> withdrawn(document, inForce, record, data);
            case FILING -> filed(document, record, data);
            case REMOVAL -> removed(document, record, data);
            default ->
                throw new MalformedJson(
                        "it cannot follow the events before it, a newer program wrote it, or something altered it");
        };
    }

    private static Document filed(Document before, EventRecord record, Members data) {
        CaseReference reference = new CaseReference(data.text("caseFile"));
        if (before.caseFiles().contains(reference)) {
            throw new MalformedJson("it is filed there already");
        }
        Filing filing = new Filing(reference, HowFiled.of(data.text("how")), reference(data, "from"), record.actor());
        List<Filing> filings =
                Stream.concat(before.filings().stream(), Stream.of(filing)).toList();
        return with(before, record, filings, List.of(), before.corrected());
    }

    private static Document removed(Document before, EventRecord record, Members data) {
        CaseReference reference = new CaseReference(data.text("caseFile"));
        if (!before.caseFiles().contains(reference)) {
            throw new MalformedJson("it is not filed there");
        }
        List<Filing> filings = before.filings().stream()
                .filter(filing -> !filing.reference().equals(reference))
                .toList();
        Leaving leaving = new Leaving(reference, reference(data, "to"), record.actor());
        return with(before, record, filings, List.of(leaving), before.corrected());
    }

    private static Optional<CaseReference> reference(Members data, String name) {
        return data.object().containsKey(name) ? Optional.of(new CaseReference(data.text(name))) : Optional.empty();
    }

    private static Document corrected(Document before, EventRecord record, Members data) {
        Corrected earlier = before.corrected();
        Corrected.Made made = new Corrected.Made(record.actor(), record.time());
        Optional<Corrected.SetType> type = member(data, "type").map(to -> new Corrected.SetType(to.text("to"), made));
        Optional<List<String>> languages = member(data, "languages").map(to -> to.texts("to"));
        Optional<List<CaseReference>> filed = member(data, "caseFiles").map(to -> references(to.texts("to")));
        List<Filing> filings = filed.map(references -> filings(before, references, record.actor()))
                .orElse(before.filings());
        List<Leaving> left = filed.isEmpty()
                ? List.of()
                : before.caseFiles().stream()
                        .filter(reference -> !filed.get().contains(reference))
                        .map(reference -> new Leaving(reference, Optional.empty(), record.actor()))
                        .toList();
        Corrected corrected = new Corrected(
                type.or(earlier::type),
                languages.or(earlier::languages),
                Optional.of(data.digest("values")),
                Optional.of(made));
        return with(before, record, filings, left, corrected);
    }

    /** Those it had stay as they were. */
    private static List<Filing> filings(Document before, List<CaseReference> references, Actor actor) {
        return references.stream()
                .map(reference -> before.filings().stream()
                        .filter(filing -> filing.reference().equals(reference))
                        .findFirst()
                        .orElseGet(() -> Filing.of(reference, HowFiled.CORRECTION, actor)))
                .toList();
    }

    private static Document with(
            Document before, EventRecord record, List<Filing> filings, List<Leaving> newlyLeft, Corrected corrected) {
        List<Leaving> left = new ArrayList<>();
        for (Leaving leaving : before.left()) {
            boolean again = newlyLeft.stream().anyMatch(one -> one.reference().equals(leaving.reference()));
            if (!again) {
                left.add(leaving);
            }
        }
        left.addAll(newlyLeft);
        left.removeIf(leaving ->
                filings.stream().anyMatch(filing -> filing.reference().equals(leaving.reference())));
        return new Document(
                before.id(),
                record.sequence(),
                before.batch(),
                before.part(),
                before.pages(),
                before.ingestedAt(),
                before.reading(),
                filings,
                left,
                corrected);
    }

    /** What the correction set is as it was before it; what was filed since stays. */
    private static Document withdrawn(Document now, Deque<InForce> inForce, EventRecord record, Members data) {
        if (inForce.isEmpty() || data.number("of") != inForce.peek().sequence()) {
            throw new MalformedJson("it takes back another correction than the last one in force");
        }
        InForce last = inForce.pop();
        Document before = last.before();
        List<CaseReference> put = without(last.after().caseFiles(), before.caseFiles());
        List<CaseReference> taken = without(before.caseFiles(), last.after().caseFiles());
        List<Filing> filings = new ArrayList<>(now.filings());
        filings.removeIf(filing -> put.contains(filing.reference()));
        before.filings().stream()
                .filter(filing ->
                        taken.contains(filing.reference()) && !now.caseFiles().contains(filing.reference()))
                .forEach(filings::add);
        List<Leaving> left = put.stream()
                .filter(now.caseFiles()::contains)
                .map(reference -> new Leaving(reference, Optional.empty(), record.actor()))
                .toList();
        Corrected earlier = before.corrected();
        Corrected.Made made = new Corrected.Made(record.actor(), record.time());
        return with(
                now,
                record,
                filings,
                left,
                new Corrected(earlier.type(), earlier.languages(), earlier.fields(), Optional.of(made)));
    }

    private static List<CaseReference> without(List<CaseReference> references, List<CaseReference> others) {
        return references.stream()
                .filter(reference -> !others.contains(reference))
                .toList();
    }

    private static Optional<Members> member(Members data, String name) {
        return data.object().containsKey(name) ? Optional.of(data.members(name)) : Optional.empty();
    }

    private static List<CaseReference> references(List<String> texts) {
        return texts.stream().map(CaseReference::new).toList();
    }

    private static Document ingested(DocumentId id, EventRecord record, Members data) {
        Members reading = data.members("reading");
        Map<String, String> ways = data.object().containsKey("filedBy") ? data.textMap("filedBy") : Map.of();
        return new Document(
                id,
                record.sequence(),
                new BatchId(data.text("batch")),
                Math.toIntExact(data.number("part")),
                data.integers("pages"),
                record.time(),
                new RenditionRef(
                        new ObjectKey(reading.text("key")),
                        reading.digest("digest"),
                        reading.number("sizeBytes"),
                        reading.text("mediaType")),
                references(data.texts("caseFiles")).stream()
                        .map(reference -> Filing.of(
                                reference,
                                HowFiled.of(ways.getOrDefault(reference.value(), HowFiled.UNKNOWN.text())),
                                record.actor()))
                        .toList(),
                List.of(),
                Corrected.NOTHING);
    }
}
