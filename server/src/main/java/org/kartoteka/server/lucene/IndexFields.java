package org.kartoteka.server.lucene;

/** Names in the index, and the version of what they hold. */
final class IndexFields {
    /**
     * Raised whenever the same document would be indexed differently. An index of another version is not opened, but
     * rebuilt.
     *
     * <p>1: folded words, stems of six languages, numbers, dates; five facets.
     */
    static final int SCHEMA_VERSION = 1;

    static final String ID = "id";
    static final String VERSION = "version";
    static final String RECEIVED = "received";
    static final String DAY = "day";
    static final String TEXT = "text";

    /** Terms of field values: {@code phone=#52990174}, and without the name {@code =#52990174}. */
    static final String VALUE = "value";

    /** The case reference in the spelling of identifiers. */
    static final String CASE_KEY = "caseKey";

    /** Stored: all but the text, as JSON. */
    static final String HEAD = "head";

    /** Stored, once for each page: its text. */
    static final String PAGE = "page";

    static final String TYPE = "type";
    static final String LANGUAGE = "language";
    static final String CHANNEL = "channel";
    static final String CASE = "case";
    static final String MONTH = "month";

    private IndexFields() {}
}
