package org.kartoteka.archive.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;

/** Finds the documents that bear a number: the index finds them, their events and readings decide. */
final class FoundDocuments {
    private static final int AT_ONCE = SearchQuery.LIMIT_MAX;

    private final SearchIndex index;
    private final Documents documents;
    private final CurrentReadings readings;

    FoundDocuments(SearchIndex index, Documents documents, CurrentReadings readings) {
        this.index = index;
        this.documents = documents;
        this.readings = readings;
    }

    /** A document that really bears the number. */
    record Found(Document document, DocumentReading reading) {}

    /**
     * What was found.
     *
     * @param complete false where there may be more than were looked at
     */
    record All(List<Found> documents, boolean complete) {}

    /**
     * The documents one of whose fields of this kind has this number.
     *
     * @param limit so many hits are looked at
     * @throws org.kartoteka.archive.search.SearchUnavailable the index cannot be asked
     */
    All with(NumberField field, String number, int limit) {
        List<Found> found = new ArrayList<>();
        SearchQuery query = SearchQuery.all()
                .withTerms(List.of(new SearchQuery.Number(number, Optional.of(field.searched()), false)));
        boolean complete = true;
        for (int offset = 0; offset < limit; offset += AT_ONCE) {
            SearchResult page = index.search(query.withWindow(offset, Math.min(AT_ONCE, limit - offset)));
            page.hits()
                    .forEach(hit -> documents.find(hit.document().id()).ifPresent(document -> {
                        DocumentReading reading = readings.of(document);
                        if (field.isIn(reading, number)) {
                            found.add(new Found(document, reading));
                        }
                    }));
            complete = page.complete() && offset + page.hits().size() >= page.total();
            if (offset + AT_ONCE >= page.total()) {
                break;
            }
        }
        return new All(found, complete);
    }
}
