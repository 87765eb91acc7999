package org.kartoteka.archive.search;

import java.util.Optional;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.DocumentId;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.rendition.Renditions;

/** Derives a document's index entry from events and renditions. */
public final class IndexProjection {
    private final Batches batches;
    private final Documents documents;
    private final Renditions renditions;

    public IndexProjection(Batches batches, Documents documents, Renditions renditions) {
        this.batches = batches;
        this.documents = documents;
        this.renditions = renditions;
    }

    /** The entry, or empty where there is no such document. */
    public Optional<IndexedDocument> of(DocumentId id) {
        throw new UnsupportedOperationException("" + batches + documents + renditions + id);
    }
}
