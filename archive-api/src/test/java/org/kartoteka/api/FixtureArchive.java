package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
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
import org.kartoteka.archive.search.FaultySearchIndex;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;

/** A small archive in memory, filled by the archive's own services, as the reading routes would. */
final class FixtureArchive {
    static final Actor READER = Actor.system("reading");
    private static final String RECIPE = "fixture";
    private static final Provenance PROVENANCE =
            new Provenance("kartoteka test", "tesseract 5.5.2", Map.of("lav", "0".repeat(64)), Map.of("dpi", "150"));

    final InstantSource clock;
    final Archive archive;
    final FaultySearchIndex index = new FaultySearchIndex();

    FixtureArchive(InstantSource clock) {
        this.clock = clock;
        this.archive = Archive.open(new InMemoryObjectStore(), (_, _) -> {}, clock);
    }

    /** What a document is said to be. */
    record Letter(
            String folder,
            String fileName,
            String type,
            double score,
            List<FixturePage> pages,
            List<DocumentReading.Field> fields,
            List<String> cases) {}

    static DocumentReading.Field field(String name, String value, int page, List<FixturePage> pages, String printed) {
        return new DocumentReading.Field(
                name, value, printed, page, pages.get(page - 1).place(printed), 0.93);
    }

    DocumentId file(Letter letter) {
        BatchId id = BatchId.next(clock.instant());
        byte[] bytes = ("the original of " + letter.fileName() + id).getBytes(UTF_8);
        Batch batch = capture(id, letter.folder(), letter.fileName(), bytes);
        Digest original = batch.original().orElseThrow();
        DocumentId document = Batches.documentId(id, 1);
        List<Integer> numbers = new ArrayList<>();
        List<RenditionRef> pages = new ArrayList<>();
        for (FixturePage page : letter.pages()) {
            numbers.add(numbers.size() + 1);
            pages.add(page(original, numbers.size(), page));
        }
        Batch.PlannedDocument planned = new Batch.PlannedDocument(document, 0, numbers);
        archive.batches().divide(id, List.of(planned), PROVENANCE, READER);
        RenditionRef reading = archive.renditions()
                .putJson(
                        Renditions.documentKey(document, RECIPE, "reading.json"),
                        reading(letter, document, original, bytes.length, pages));
        List<Filing> cases = letter.cases().stream()
                .map(reference -> Filing.of(new CaseReference(reference), HowFiled.REFERENCE, READER))
                .toList();
        archive.documents().ingest(planned, id, reading, cases, READER);
        archive.batches().finish(id, READER);
        index.put(List.of(archive.indexProjection().of(document).orElseThrow()));
        archive.workList().remove(org.kartoteka.archive.work.WorkList.Kind.INDEX, document.value());
        return document;
    }

    Batch capture(BatchId id, String folder, String fileName, byte[] bytes) {
        Arrival arrival = new Arrival(folder.split("/")[0], folder, fileName, bytes.length, clock.instant(), Map.of());
        return archive.batches().capture(id, arrival, ObjectContent.of(bytes), Actor.system("intake"));
    }

    Batch quarantine(String folder, String fileName, Reason reason) {
        BatchId id = BatchId.next(clock.instant());
        capture(id, folder, fileName, ("refused " + fileName).getBytes(UTF_8));
        return archive.batches().quarantine(id, reason, READER);
    }

    private RenditionRef page(Digest original, int number, FixturePage page) {
        RenditionRef image = archive.renditions()
                .put(Renditions.pageKey(original, RECIPE, number, "png"), ObjectContent.of(page.image()), "image/png");
        PageText text = new PageText(
                number,
                page.words().isEmpty() ? "blank" : "recognised",
                page.language(),
                0.98,
                0,
                0.4,
                page.words().isEmpty(),
                false,
                0.05,
                page.width(),
                page.height(),
                0.95,
                page.text(),
                page.words(),
                List.of(),
                List.of(),
                page.overlays(),
                Optional.of(image),
                Optional.empty(),
                PROVENANCE,
                "");
        return archive.renditions().putJson(Renditions.pageKey(original, RECIPE, number, "json"), text);
    }

    private DocumentReading reading(
            Letter letter, DocumentId document, Digest original, long size, List<RenditionRef> pages) {
        RenditionRef pdf = archive.renditions()
                .put(
                        Renditions.documentKey(document, RECIPE, "searchable.pdf"),
                        ObjectContent.of("%PDF-1.7 searchable".getBytes(UTF_8)),
                        "application/pdf");
        return new DocumentReading(
                letter.type(),
                letter.score(),
                Map.of(letter.type(), letter.score(), "invoice", 0.02, "other", 0.01),
                List.of("sūdzība", "rēķinu", "neapmierina"),
                letter.pages().stream().map(FixturePage::language).distinct().toList(),
                letter.fields(),
                pages,
                new RenditionRef(Originals.key(original), original, size, "image/tiff"),
                Optional.of(pdf),
                letter.score() < 0.6 ? List.of("type-unsure") : List.of(),
                PROVENANCE);
    }

    Instant now() {
        return clock.instant();
    }
}
