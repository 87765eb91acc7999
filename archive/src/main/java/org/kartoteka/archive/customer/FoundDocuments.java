package org.kartoteka.archive.customer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.CaseReference;
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
        SearchQuery query = query(field, number);
        boolean complete = true;
        for (int offset = 0; offset < limit; offset += AT_ONCE) {
            SearchResult page = index.search(query.withWindow(offset, Math.min(AT_ONCE, limit - offset)));
            page.hits().forEach(hit -> check(hit, field, number).ifPresent(found::add));
            complete = page.complete() && offset + page.hits().size() >= page.total();
            if (offset + AT_ONCE >= page.total()) {
                break;
            }
        }
        return new All(found, complete);
    }

    /**
     * The case files that hold a document with this number. Reads one document for each case file that the index names, and no
     * others.
     *
     * @param limit so many hits are looked at, up to {@link SearchQuery#LIMIT_MAX}
     * @throws org.kartoteka.archive.search.SearchUnavailable the index cannot be asked
     */
    Set<CaseReference> caseFilesWith(NumberField field, String number, int limit) {
        Set<CaseReference> confirmed = new LinkedHashSet<>();
        for (SearchResult.Hit hit :
                index.search(query(field, number).withWindow(0, limit)).hits()) {
            boolean isNew = hit.document().caseReferences().stream()
                    .anyMatch(reference -> !confirmed.contains(new CaseReference(reference)));
            if (isNew) {
                check(hit, field, number)
                        .ifPresent(one -> confirmed.addAll(one.document().caseFiles()));
            }
        }
        return confirmed;
    }

    private static SearchQuery query(NumberField field, String number) {
        return SearchQuery.all()
                .withTerms(List.of(new SearchQuery.Number(number, Optional.of(field.searched()), false)));
    }

    /** The document as its events and its reading say; empty where it does not bear the number. */
    private Optional<Found> check(SearchResult.Hit hit, NumberField field, String number) {
        return documents
                .find(hit.document().id())
                .map(document -> new Found(document, readings.of(document)))
                .filter(one -> field.isIn(one.reading(), number));
    }
}
