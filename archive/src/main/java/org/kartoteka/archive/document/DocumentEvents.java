package org.kartoteka.archive.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.store.ObjectKey;

/** The events of a document: how each is written, and what they add up to. */
public final class DocumentEvents {
    static final String INGESTION = "ingestion";

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
                        "caseFiles",
                                caseFiles.stream()
                                        .map(CaseReference::value)
                                        .distinct()
                                        .toList()));
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
        Document document = null;
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    if (document != null || !event.type().equals(INGESTION)) {
                        throw new MalformedJson("unknown here; a newer program wrote it, or something altered it");
                    }
                    document = ingested(id, record, new Members(event.data()));
                } catch (MalformedJson | IllegalArgumentException | ArithmeticException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return Optional.ofNullable(document);
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
                data.texts("caseFiles").stream().map(CaseReference::new).toList());
    }
}
