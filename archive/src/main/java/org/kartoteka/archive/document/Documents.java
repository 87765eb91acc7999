package org.kartoteka.archive.document;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.BatchId;
import org.kartoteka.archive.casefile.CaseReference;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkList;

/** Ingests documents, files them in case files, and reads their state. Commands may be repeated. */
public final class Documents {
    private final ObjectStore store;
    private final EventLog events;
    private final WorkList workList;

    public Documents(ObjectStore store, EventLog events, WorkList workList) {
        this.store = store;
        this.events = events;
        this.workList = workList;
    }

    /**
     * Puts the marker {@code todo/index/<document>}, appends event {@code ingestion} to the document's chain, and files it in
     * each case file (opening those that do not exist). A document that was ingested before is left as it is, but a filing
     * that a crash cut short is finished.
     */
    public Document ingest(
            PlannedDocument planned, BatchId batch, RenditionRef reading, List<CaseReference> caseFiles, Actor actor) {
        throw new UnsupportedOperationException("" + store + events + workList);
    }

    public Optional<Document> find(DocumentId id) {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code limit} ids of all documents, ascending, after {@code after} (empty = from the start). */
    public List<DocumentId> list(Optional<DocumentId> after, int limit) {
        throw new UnsupportedOperationException();
    }
}
