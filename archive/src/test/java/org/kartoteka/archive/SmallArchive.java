package org.kartoteka.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkList;

/**
 * A small archive with one batch in each state: {@link #LETTER} archived as two documents, the first one filed in
 * {@link #CASE}; {@link #AGAIN} the same bytes once more; {@link #REFUSED} at the door; {@link #BAD} quarantined;
 * {@link #WAITING} captured and not read. Always the same to the last byte; every step may be repeated.
 */
public final class SmallArchive {
    public static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");
    public static final InstantSource CLOCK = InstantSource.fixed(NOW);
    public static final Actor INTAKE = Actor.system("intake");
    public static final Actor READER = Actor.system("reader");
    public static final BatchId LETTER = new BatchId("20261122-101530123-00000000aa");
    public static final BatchId AGAIN = new BatchId("20261122-101531000-00000000bb");
    public static final BatchId REFUSED = new BatchId("20261122-101532000-00000000cc");
    public static final BatchId BAD = new BatchId("20261122-101533000-00000000dd");
    public static final BatchId WAITING = new BatchId("20261122-101534000-00000000ee");
    public static final DocumentId FIRST = Batches.documentId(LETTER, 1);
    public static final DocumentId SECOND = Batches.documentId(LETTER, 2);
    public static final CaseReference CASE = new CaseReference("L-2001-004512");
    public static final ObjectContent LETTER_BYTES = content("the letter's three pages");
    public static final String RECIPE = "r1";

    private static final Provenance PROVENANCE =
            new Provenance("kartoteka 0.1.0", "tesseract 5.5.2", Map.of("lav", "00ff"), Map.of("dpi", "200"));

    /** What divides {@link #LETTER}. */
    public static final Provenance DIVIDER =
            new Provenance("kartoteka 0.1.0", "divider 1", Map.of(), Map.of("blankPageSeparates", "false"));

    private SmallArchive() {}

    /** Opens the store as an archive with a fixed clock and hints that go nowhere. */
    public static Archive open(ObjectStore store) {
        return Archive.open(store, (_, _) -> {}, CLOCK);
    }

    /** Does everything. Whatever was done before is found and left. */
    public static void build(Archive archive) {
        capture(archive, LETTER, "mail", LETTER_BYTES);
        capture(archive, AGAIN, "fax", LETTER_BYTES);
        archive.batches().refuse(REFUSED, arrival(REFUSED, "fax", 0), Reason.of(Reason.Code.EMPTY_FILE), INTAKE);
        capture(archive, BAD, "fax", content("not a letter"));
        archive.batches()
                .quarantine(
                        BAD, new Reason(Reason.Code.TOO_MANY_PAGES, Map.of("limit", "2000", "found", "2001")), READER);
        capture(archive, WAITING, "mail", content("nobody read this yet"));
        readLetter(archive);
        for (DocumentId id : List.of(FIRST, SECOND)) {
            archive.workList().remove(WorkList.Kind.INDEX, id.value());
        }
    }

    public static Batch capture(Archive archive, BatchId id, String channel, ObjectContent original) {
        return archive.batches().capture(id, arrival(id, channel, original.sizeBytes()), original, INTAKE);
    }

    public static Arrival arrival(BatchId id, String channel, long sizeBytes) {
        return new Arrival(
                channel,
                channel + "/2026",
                "Žluťoučký «kůň» \u0000\uD800 " + id.value().substring(25) + ".pdf",
                sizeBytes,
                id.time(),
                Map.of("language", "lv", "field.phone", "+371 20000000"));
    }

    private static void readLetter(Archive archive) {
        PlannedDocument first = new PlannedDocument(FIRST, 0, List.of(1, 2));
        PlannedDocument second = new PlannedDocument(SECOND, 0, List.of(3));
        archive.batches().divide(LETTER, List.of(first, second), DIVIDER, READER);
        ingest(archive, first, LETTER, LETTER_BYTES, List.of(CASE));
        ingest(archive, second, LETTER, LETTER_BYTES, List.of());
        archive.batches().finish(LETTER, READER);
    }

    /** Stores renditions of each page and of the document, and ingests it. */
    public static void ingest(
            Archive archive,
            PlannedDocument planned,
            BatchId batch,
            ObjectContent original,
            List<CaseReference> caseFiles) {
        List<RenditionRef> pages = planned.pages().stream()
                .map(page -> page(archive.renditions(), original.digest(), page))
                .toList();
        RenditionRef pdf = archive.renditions()
                .put(
                        Renditions.documentKey(planned.id(), RECIPE, "searchable.pdf"),
                        content("searchable " + planned.id()),
                        "application/pdf");
        RenditionRef source = new RenditionRef(
                Originals.key(original.digest()), original.digest(), original.sizeBytes(), "application/pdf");
        RenditionRef reading = archive.renditions()
                .putJson(
                        Renditions.documentKey(planned.id(), RECIPE, "reading.json"),
                        reading(pages, source, Optional.of(pdf)));
        List<Filing> filings = caseFiles.stream()
                .map(reference -> Filing.of(reference, HowFiled.REFERENCE, READER))
                .toList();
        archive.documents().ingest(planned, batch, reading, filings, READER);
    }

    /** Stores the reading of a page, and its image. */
    public static RenditionRef page(Renditions renditions, Digest original, int page) {
        RenditionRef image = renditions.put(
                Renditions.pageKey(original, RECIPE, page, "png"), content("image of page " + page), "image/png");
        return renditions.putJson(
                Renditions.pageKey(original, RECIPE, page, "json"),
                pageText(page, "teksts " + page, Optional.of(image)));
    }

    /** A page in Latvian with one word. */
    public static PageText pageText(int page, String text, Optional<RenditionRef> image) {
        return new PageText(
                page,
                "recognised",
                "lv",
                0.98,
                0,
                0.25,
                false,
                false,
                0.05,
                1654,
                2339,
                0.93,
                text,
                List.of(new PageText.Word(text, 10, 20, 300, 40, 1, 0.93)),
                List.of(),
                List.of(),
                image,
                Optional.empty(),
                PROVENANCE);
    }

    /** A complaint with a phone number and a date. */
    public static DocumentReading reading(List<RenditionRef> pages, RenditionRef source, Optional<RenditionRef> pdf) {
        return new DocumentReading(
                "complaint",
                0.91,
                Map.of("complaint", 0.91, "invoice", 0.09),
                List.of("sūdzība"),
                List.of("lv"),
                List.of(
                        new DocumentReading.Field("phone", "+37120000000", "20 000 000", 1, List.of(), 0.8),
                        new DocumentReading.Field("date", "2001-10-05", "05.10.2001", 1, List.of(), 0.9)),
                pages,
                source,
                pdf,
                List.of(),
                PROVENANCE);
    }

    public static ObjectContent content(String text) {
        return ObjectContent.of(text.getBytes(UTF_8));
    }

    /** Every object and the digest of its bytes. */
    public static Map<String, Digest> snapshot(ObjectStore store) {
        Map<String, Digest> all = new java.util.TreeMap<>();
        store.list("", "", 10_000)
                .forEach(key -> all.put(
                        key.value(),
                        org.kartoteka.archive.store.StoredBytes.measure(store, key)
                                .digest()));
        return all;
    }
}
