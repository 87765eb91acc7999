package org.kartoteka.server.search;

import java.util.ArrayList;
import java.util.List;
import org.kartoteka.archive.search.SearchQuery;

/** Names in the index, the same for every engine. */
public final class IndexFields {
    public static final String ID = "id";
    public static final String VERSION = "version";
    public static final String RECEIVED = "received";

    /** The date on the document, else the day it came, in days since 1970. */
    public static final String DAY = "day";

    public static final String TEXT = "text";

    /** Terms of field values: {@code phone=#52990174}, and without the name {@code =#52990174}. */
    public static final String VALUE = "value";

    /** Terms of the words of names. */
    public static final String NAME = "name";

    /** The case reference in the spelling of identifiers. */
    public static final String CASE_KEY = "caseKey";

    /** Terms that scans of the same sheets have in common. */
    public static final String FINGERPRINT = "fingerprint";

    /** Kept, not searched: all but the text. */
    public static final String HEAD = "head";

    public static final String TYPE = "type";
    public static final String LANGUAGE = "language";
    public static final String CHANNEL = "channel";
    public static final String CASE = "case";
    public static final String MONTH = "month";

    /** Why a person should look at the document. */
    public static final String REVIEW = "review";

    public static final List<String> FACETS = List.of(TYPE, LANGUAGE, CHANNEL, CASE, MONTH, REVIEW);

    /** Most values of a facet that are told. */
    public static final int FACET_VALUES_MAX = 20;

    private IndexFields() {}

    /** The facets the query filters on. */
    public static List<String> filteredFacets(SearchQuery query) {
        List<String> facets = new ArrayList<>();
        if (!query.types().isEmpty()) {
            facets.add(TYPE);
        }
        if (!query.languages().isEmpty()) {
            facets.add(LANGUAGE);
        }
        if (!query.channels().isEmpty()) {
            facets.add(CHANNEL);
        }
        if (query.caseReference().isPresent()) {
            facets.add(CASE);
        }
        if (query.from().isPresent() || query.to().isPresent()) {
            facets.add(MONTH);
        }
        if (!query.reviews().isEmpty()) {
            facets.add(REVIEW);
        }
        return facets;
    }
}
