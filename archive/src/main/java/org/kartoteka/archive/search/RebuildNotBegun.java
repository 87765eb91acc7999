package org.kartoteka.archive.search;

/** The search engine cannot begin a rebuild now; the old index stays. */
public final class RebuildNotBegun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildNotBegun(SearchUnavailable cause) {
        super(cause.getMessage(), cause);
    }
}
