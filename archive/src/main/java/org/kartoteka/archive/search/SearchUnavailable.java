package org.kartoteka.archive.search;

import org.jspecify.annotations.Nullable;

/** The search engine cannot answer now; filing goes on without it. */
public final class SearchUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SearchUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
