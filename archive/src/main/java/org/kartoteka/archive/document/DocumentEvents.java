package org.kartoteka.archive.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
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
    static final String INGESTION = "ingestion";
    static final String CORRECTION = "correction";

    private DocumentEvents() {}

    static ChainId chain(DocumentId id) {
        return new ChainId(ChainId.Kind.DOCUMENT, id.value());
    }

    static Event ingestion(
            PlannedDocument planned, BatchId batch, RenditionRef reading, List<CaseReference> caseFiles) {
        return Event.of(
                INGESTION,
                Map.of(
                        "batch", batch.value(),
                        "part", planned.part(),
                        "pages", planned.pages(),
                        "reading", object(reading),
                        "caseFiles", texts(caseFiles)));
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
            data.put("caseFiles", Map.of("from", texts(before.caseFiles()), "to", references));
        }
        data.put("fields", correction.fields().keySet().stream().sorted().toList());
        data.put("values", values.hex());
        return Event.of(CORRECTION, data);
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
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    document = Optional.of(apply(id, document, record, event));
                } catch (MalformedJson | IllegalArgumentException | ArithmeticException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return document;
    }

    private static Document apply(DocumentId id, Optional<Document> before, EventRecord record, Event event) {
        if (event.type().equals(INGESTION) && before.isEmpty()) {
            return ingested(id, record, new Members(event.data()));
        }
        if (event.type().equals(CORRECTION) && before.isPresent()) {
            return corrected(before.get(), record, new Members(event.data()));
        }
        throw new MalformedJson(
                "it cannot follow the events before it, a newer program wrote it, or something altered it");
    }

    private static Document corrected(Document before, EventRecord record, Members data) {
        Corrected earlier = before.corrected();
        Corrected.Made made = new Corrected.Made(record.actor(), record.time());
        Optional<Corrected.SetType> type = member(data, "type").map(to -> new Corrected.SetType(to.text("to"), made));
        Optional<List<String>> languages = member(data, "languages").map(to -> to.texts("to"));
        Optional<List<CaseReference>> filed = member(data, "caseFiles").map(to -> references(to.texts("to")));
        List<CaseReference> caseFiles = filed.orElse(before.caseFiles());
        List<CaseReference> left = Stream.concat(earlier.left().stream(), before.caseFiles().stream())
                .distinct()
                .filter(reference -> !caseFiles.contains(reference))
                .toList();
        return new Document(
                before.id(),
                record.sequence(),
                before.batch(),
                before.part(),
                before.pages(),
                before.ingestedAt(),
                before.reading(),
                caseFiles,
                new Corrected(
                        type.or(earlier::type),
                        languages.or(earlier::languages),
                        Optional.of(data.digest("values")),
                        left,
                        Optional.of(made)));
    }

    private static Optional<Members> member(Members data, String name) {
        return data.object().containsKey(name) ? Optional.of(data.members(name)) : Optional.empty();
    }

    private static List<CaseReference> references(List<String> texts) {
        return texts.stream().map(CaseReference::new).toList();
    }

    private static Document ingested(DocumentId id, EventRecord record, Members data) {
        Members reading = data.members("reading");
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
                references(data.texts("caseFiles")),
                Corrected.NOTHING);
    }
}
