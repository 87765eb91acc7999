package org.kartoteka.archive.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentLanguages;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;

/** Derives a document's index entry from events and renditions; what persons set holds above what was read. */
public final class IndexProjection {
    private final Batches batches;
    private final Documents documents;
    private final Renditions renditions;
    private final CurrentReadings readings;

    public IndexProjection(Batches batches, Documents documents, Renditions renditions, CurrentReadings readings) {
        this.batches = batches;
        this.documents = documents;
        this.renditions = renditions;
        this.readings = readings;
    }

    /**
     * The entry, or empty where there is no such document. Separator sheets keep their number, but have no text.
     *
     * @throws org.kartoteka.archive.store.ObjectStoreException a rendition cannot be read
     */
    public Optional<IndexedDocument> of(DocumentId id) {
        return documents.find(id).map(this::entry);
    }

    private IndexedDocument entry(Document document) {
        Arrival arrival = batches.arrival(document.batch());
        DocumentReading reading = readings.of(document);
        List<IndexedDocument.Page> texts = new ArrayList<>();
        // Of a long document only the first pages stay in memory with all their words.
        List<PageText> first = new ArrayList<>();
        for (RenditionRef ref : reading.pages()) {
            PageText page = renditions.pageText(ref);
            texts.add(new IndexedDocument.Page(
                    texts.size() + 1,
                    DocumentLanguages.ofPage(reading, page),
                    page.separator() ? "" : page.textToFind()));
            if (first.size() < Fingerprint.PAGES_MAX) {
                first.add(page);
            }
        }
        return new IndexedDocument(
                document.id(),
                document.sequence(),
                reading.type(),
                reading.typeScore(),
                reading.languages(),
                arrival.channel(),
                arrival.folder(),
                arrival.fileName(),
                arrival.receivedAt(),
                date(reading),
                document.caseFiles().stream().map(CaseReference::value).toList(),
                reading.fields().stream()
                        .map(field -> new IndexedDocument.FieldValue(field.name(), field.value(), field.printed()))
                        .toList(),
                texts,
                reading.needsReview(),
                Fingerprint.of(first));
    }

    private static Optional<LocalDate> date(DocumentReading reading) {
        return reading.fields().stream()
                .filter(field -> field.name().equals("date"))
                .sorted(Comparator.comparingDouble(DocumentReading.Field::score).reversed())
                .flatMap(field -> parse(field.value()).stream())
                .findFirst();
    }

    /** Only of years that a scanned document can bear and every index can hold. */
    private static Optional<LocalDate> parse(String isoDate) {
        try {
            return Optional.of(LocalDate.parse(isoDate))
                    .filter(date -> date.getYear() >= 1000 && date.getYear() <= 2999);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
