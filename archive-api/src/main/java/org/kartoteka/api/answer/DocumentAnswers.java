package org.kartoteka.api.answer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentLanguages;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;

/**
 * Says what is known of documents and their pages, from events and renditions. The index is asked for near duplicates alone, and
 * the answer goes without them where it is away.
 */
public final class DocumentAnswers {
    private final Documents documents;
    private final Batches batches;
    private final Renditions renditions;
    private final CurrentReadings readings;
    private final NearDuplicateAnswers nearDuplicates;

    public DocumentAnswers(
            Documents documents,
            Batches batches,
            Renditions renditions,
            CurrentReadings readings,
            NearDuplicateAnswers nearDuplicates) {
        this.documents = documents;
        this.batches = batches;
        this.renditions = renditions;
        this.readings = readings;
        this.nearDuplicates = nearDuplicates;
    }

    /**
     * A document with its current reading and how it came.
     *
     * @throws NotThere there is no such document
     */
    public Found find(DocumentId id) {
        Document document = documents.find(id).orElseThrow(() -> new NotThere("There is no such document."));
        DocumentReading machine = readings.found(document);
        return new Found(document, readings.above(machine, document), machine, batches.arrival(document.batch()));
    }

    /**
     * What the document's file was called.
     *
     * @throws NotThere there is no such document
     */
    String fileName(DocumentId id) {
        Document document = documents.find(id).orElseThrow(() -> new NotThere("There is no such document."));
        return batches.arrival(document.batch()).fileName();
    }

    /**
     * What the archive holds of a document.
     *
     * @param reading what holds: what the machine read, and above it what persons set
     * @param machine what the machine read
     */
    public record Found(Document document, DocumentReading reading, DocumentReading machine, Arrival arrival) {
        /** Position in the document, from 1, of a page of the batch; 0 where the document has no such page. */
        int pageNumberOf(int batchPage) {
            return document.pages().indexOf(batchPage) + 1;
        }
    }

    public DocumentAnswer answer(Found found) {
        Document document = found.document();
        DocumentReading reading = found.reading();
        Arrival arrival = found.arrival();
        return new DocumentAnswer(
                document.id().value(),
                reading.needsReview().isEmpty() ? "archived" : "review",
                document.sequence(),
                document.batch().value(),
                arrival.fileName(),
                arrival.channel(),
                arrival.folder(),
                arrival.receivedAt(),
                document.ingestedAt(),
                type(found),
                reading.languages(),
                fields(found),
                reading.pages().size(),
                document.pages(),
                document.caseFiles().stream().map(CaseReference::value).toList(),
                reading.needsReview(),
                nearDuplicates.of(document, reading, arrival.receivedAt()).orElse(null),
                original(reading.original()),
                Optional.ofNullable(reading.otherOriginal())
                        .map(DocumentAnswers::original)
                        .orElse(null),
                reading.searchablePdf().isPresent(),
                ProvenanceAnswer.of(reading.provenance()),
                links(found));
    }

    private static DocumentAnswer.Original original(RenditionRef ref) {
        return new DocumentAnswer.Original(
                ref.mediaType(), ref.sizeBytes(), ref.digest().hex());
    }

    /**
     * The name under which the file with the even pages came.
     *
     * @throws NotThere the document came in one file
     */
    public String otherFileName(Found found) {
        return batches.find(found.document().batch())
                .flatMap(Batch::collation)
                .map(collation -> batches.arrival(collation.even()).fileName())
                .orElseThrow(() -> new NotThere("The document came in one file."));
    }

    private static DocumentAnswer.Type type(Found found) {
        DocumentReading reading = found.reading();
        List<DocumentAnswer.Candidate> candidates = reading.typeCandidates().entrySet().stream()
                .map(entry -> new DocumentAnswer.Candidate(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(DocumentAnswer.Candidate::score)
                        .reversed()
                        .thenComparing(DocumentAnswer.Candidate::code))
                .toList();
        return new DocumentAnswer.Type(
                reading.type(),
                reading.typeScore(),
                found.document().corrected().type().isPresent(),
                found.machine().type(),
                found.machine().typeScore(),
                candidates,
                reading.typeWords());
    }

    private static List<DocumentAnswer.Field> fields(Found found) {
        return found.reading().fields().stream()
                .map(field -> new DocumentAnswer.Field(
                        field.name(),
                        field.value(),
                        field.printed(),
                        found.pageNumberOf(field.pageNumber()),
                        field.score(),
                        field.source(),
                        Place.of(field.place()),
                        field.doubt()))
                .toList();
    }

    private static Map<String, String> links(Found found) {
        String self = "/api/v1/documents/" + found.document().id();
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self);
        links.put("page", "/documents/" + found.document().id());
        links.put("batch", "/api/v1/batches/" + found.document().batch());
        links.put("original", self + "/original");
        if (found.reading().otherOriginal() != null) {
            links.put("otherOriginal", self + "/other-original");
        }
        found.reading().searchablePdf().ifPresent(_ -> links.put("searchablePdf", self + "/searchable.pdf"));
        links.put("events", self + "/events");
        links.put("corrections", self + "/corrections");
        links.put("firstPage", self + "/pages/1/text");
        return links;
    }

    /**
     * The reading of the document's {@code number}-th page.
     *
     * @throws NotThere it has no such page
     */
    public PageText page(Found found, int number) {
        List<RenditionRef> pages = found.reading().pages();
        if (number < 1 || number > pages.size()) {
            throw new NotThere("The document has %d pages; there is no other.".formatted(pages.size()));
        }
        return inLanguageOf(found.reading(), renditions.pageText(pages.get(number - 1)));
    }

    /** As the index has it, so that the same words are marked that were found. */
    private static PageText inLanguageOf(DocumentReading reading, PageText page) {
        String language = DocumentLanguages.ofPage(reading, page);
        return language.equals(page.language()) ? page : page.withLanguage(language);
    }

    public PageAnswer answer(PageText page, int number, Locale locale) {
        return new PageAnswer(
                number,
                page.pageNumber(),
                page.method(),
                page.language(),
                page.rotationDegrees(),
                page.blank(),
                page.separator(),
                page.widthPixels(),
                page.heightPixels(),
                page.confidence(),
                page.text(),
                page.words().stream().map(DocumentAnswers::word).toList(),
                page.barcodes(),
                page.tickBoxes().stream().map(DocumentAnswers::tickBox).toList(),
                page.overlays().stream().map(DocumentAnswers::overlay).toList(),
                page.image().isPresent(),
                page.failure().map(reason -> Sentences.of(reason, locale)).orElse(null),
                ProvenanceAnswer.of(page.provenance()));
    }

    private static PageAnswer.Overlay overlay(PageText.Overlay overlay) {
        return new PageAnswer.Overlay(
                overlay.kind(),
                overlay.text(),
                overlay.words().stream().map(DocumentAnswers::word).toList(),
                overlay.x(),
                overlay.y(),
                overlay.width(),
                overlay.height());
    }

    private static PageAnswer.TickBox tickBox(PageText.TickBox box) {
        return new PageAnswer.TickBox(box.label(), box.ticked(), box.x(), box.y(), box.width(), box.height());
    }

    private static PageAnswer.Word word(PageText.Word word) {
        return new PageAnswer.Word(
                word.text(), word.x(), word.y(), word.width(), word.height(), word.line(), word.confidence());
    }
}
