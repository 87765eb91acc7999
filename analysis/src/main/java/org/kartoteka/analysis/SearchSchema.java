package org.kartoteka.analysis;

/** The version of what an index holds, whichever engine keeps it. */
public final class SearchSchema {
    /**
     * Raised whenever the same document would be indexed differently. An index of another version is not opened, but
     * rebuilt.
     *
     * <p>1: folded words, stems of six languages, numbers, dates; five facets.
     *
     * <p>2: Kazakh words have a stem for each of their readings; removals stand in the index by their version.
     *
     * <p>3: fingerprints, by which the same sheets scanned again are found.
     *
     * <p>4: the reasons for which a person should look at a document, as a sixth facet; names apart from the text, and in both
     * alphabets; parts of numbers in fields.
     */
    public static final int VERSION = 4;

    private SearchSchema() {}
}
