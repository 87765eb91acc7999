package org.kartoteka.server.search;

import org.kartoteka.archive.search.SearchIndex;

/** A search index as the service runs it, whichever engine keeps it. */
public interface OperatedIndex extends SearchIndex, AutoCloseable {
    /** How the index is; never fails, and answers within the engine's time limits. */
    IndexHealth health();

    /** Gives up what is held open; an index being built beside it is given up. */
    @Override
    void close();
}
