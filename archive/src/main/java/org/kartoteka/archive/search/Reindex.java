package org.kartoteka.archive.search;

import java.util.function.LongConsumer;
import org.kartoteka.archive.document.Documents;

/** Rebuilds the index from the archive, beside the old one, then switches. No page is read again. */
public final class Reindex {
    private final Documents documents;
    private final IndexProjection projection;

    public Reindex(Documents documents, IndexProjection projection) {
        this.documents = documents;
        this.projection = projection;
    }

    /** Returns the number of documents; tells {@code progress} how many are done. */
    public long run(SearchIndex index, LongConsumer progress) {
        throw new UnsupportedOperationException("" + documents + projection);
    }
}
