package org.kartoteka.api.rest;

import org.kartoteka.archive.search.SearchUnavailable;

/** The search engine cannot begin a rebuild now. */
final class RebuildNotBegun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildNotBegun(SearchUnavailable cause) {
        super(cause.getMessage(), cause);
    }
}
