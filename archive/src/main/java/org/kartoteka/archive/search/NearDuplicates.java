package org.kartoteka.archive.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.likeness.Likeness;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Renditions;

/**
 * Finds the documents that seem to be the same sheets as another one, scanned or faxed again. The index names candidates, their
 * page readings decide. Nothing is stored and nothing merged: it is a hint for people.
 *
 * <p>Only the first {@value Fingerprint#PAGES_MAX} pages are compared. Any number of threads.
 */
public final class NearDuplicates {
    /** Scans of one sheet share more than letters of one template and come first, so that a few are enough. */
    private static final int COMPARED_MAX = 6;

    private static final int PAGES_FACTOR_MAX = 2;

    private final SearchIndex index;
    private final Documents documents;
    private final Renditions renditions;

    public NearDuplicates(SearchIndex index, Documents documents, Renditions renditions) {
        this.index = index;
        this.documents = documents;
        this.renditions = renditions;
    }

    /** A document that is like the one asked for. */
    public record NearDuplicate(Document document, Likeness likeness) {}

    /**
     * The documents like this one, in no order; at most {@value #COMPARED_MAX}.
     *
     * @param reading the document's own
     * @throws SearchUnavailable the engine cannot answer now
     * @throws org.kartoteka.archive.store.ObjectStoreException a rendition cannot be read
     */
    public List<NearDuplicate> of(DocumentId document, DocumentReading reading) {
        List<PageText> pages = firstPages(reading);
        List<NearDuplicate> found = new ArrayList<>();
        for (DocumentId candidate : index.alike(Fingerprint.of(pages), document, COMPARED_MAX)) {
            documents
                    .find(candidate)
                    .flatMap(other ->
                            likeness(reading, pages, other).map(likeness -> new NearDuplicate(other, likeness)))
                    .ifPresent(found::add);
        }
        return found;
    }

    private Optional<Likeness> likeness(DocumentReading reading, List<PageText> pages, Document other) {
        DocumentReading compared = renditions.documentReading(other.reading());
        return comparable(reading, compared) ? Likeness.between(pages, firstPages(compared)) : Optional.empty();
    }

    /** One may have blank backs that the other has not. */
    private static boolean comparable(DocumentReading one, DocumentReading other) {
        int fewer = Math.min(one.pages().size(), other.pages().size());
        return Math.max(one.pages().size(), other.pages().size()) <= fewer * PAGES_FACTOR_MAX;
    }

    private List<PageText> firstPages(DocumentReading reading) {
        return reading.pages().stream()
                .limit(Fingerprint.PAGES_MAX)
                .map(renditions::pageText)
                .toList();
    }
}
