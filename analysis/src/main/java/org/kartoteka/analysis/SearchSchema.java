package org.kartoteka.analysis;

/** The version of what an index holds, whichever engine keeps it. */
public final class SearchSchema {
    /**
     * Raised whenever the same document would be indexed differently. An index of another version is not opened, but
     * rebuilt.
     *
     * <p>1: folded words, stems of six languages, numbers, dates; five facets.
     */
    public static final int VERSION = 1;

    private SearchSchema() {}
}
