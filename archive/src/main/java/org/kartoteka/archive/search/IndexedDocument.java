package org.kartoteka.archive.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;

/**
 * What the index holds of a document; derived from events and renditions alone.
 *
 * @param version sequence of the document's last event record: a lower one never overwrites a higher one
 * @param documentDate the date on it, where one was found
 * @param reviewReasons why a person should look at it; none where nothing waits for one
 * @param fingerprint by which the same sheets scanned again are found
 */
public record IndexedDocument(
        DocumentId id,
        long version,
        String type,
        double typeScore,
        List<String> languages,
        String channel,
        String folder,
        String fileName,
        Instant receivedAt,
        Optional<LocalDate> documentDate,
        List<String> caseReferences,
        List<FieldValue> fields,
        List<Page> pages,
        List<String> reviewReasons,
        Fingerprint fingerprint) {
    public IndexedDocument {
        languages = List.copyOf(languages);
        caseReferences = List.copyOf(caseReferences);
        fields = List.copyOf(fields);
        pages = List.copyOf(pages);
        reviewReasons = List.copyOf(reviewReasons);
    }

    /** The same without pages and fingerprint: what is shown with a hit. */
    public IndexedDocument head() {
        return new IndexedDocument(
                id,
                version,
                type,
                typeScore,
                languages,
                channel,
                folder,
                fileName,
                receivedAt,
                documentDate,
                caseReferences,
                fields,
                List.of(),
                reviewReasons,
                Fingerprint.NONE);
    }

    /** A field's normalised value and how it is printed. */
    public record FieldValue(String name, String value, String printed) {}

    /** A page's text. {@code number} is the page's position in the document, from 1. */
    public record Page(int number, String language, String text) {}
}
