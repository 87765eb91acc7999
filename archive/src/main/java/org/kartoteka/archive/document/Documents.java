package org.kartoteka.archive.document;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.work.WorkList;

/** Ingests documents, files them in case files, and reads their state. Commands may be repeated. */
public final class Documents {
    private final EventLog events;
    private final CaseFiles caseFiles;
    private final WorkList workList;

    public Documents(EventLog events, CaseFiles caseFiles, WorkList workList) {
        this.events = events;
        this.caseFiles = caseFiles;
        this.workList = workList;
    }

    /**
     * Puts the marker {@code todo/index/<document>}, appends event {@code ingestion} to the document's chain, and files it in
     * each case file (opening those that do not exist), in the way it came there. A document that was ingested before is left as it is, but a filing
     * that a crash cut short is finished.
     */
    public Document ingest(
            PlannedDocument planned, BatchId batch, RenditionRef reading, List<Filing> filings, Actor actor) {
        DocumentId id = planned.id();
        Optional<Document> earlier = find(id);
        if (earlier.isEmpty()) {
            workList.put(WorkList.Kind.INDEX, id.value());
        }
        Document document = earlier.orElseGet(() -> commit(planned, batch, reading, filings, actor));
        for (Filing filing : document.filings()) {
            caseFiles.file(filing, id);
        }
        workList.hint(WorkList.Kind.INDEX, id.value());
        return document;
    }

    private Document commit(
            PlannedDocument planned, BatchId batch, RenditionRef reading, List<Filing> filings, Actor actor) {
        List<EventRecord> records = events.change(
                DocumentEvents.chain(planned.id()),
                actor,
                known -> known.isEmpty()
                        ? List.of(DocumentEvents.ingestion(planned, batch, reading, filings))
                        : List.of());
        return DocumentEvents.fold(planned.id(), records).orElseThrow();
    }

    public Optional<Document> find(DocumentId id) {
        return DocumentEvents.fold(id, events.read(DocumentEvents.chain(id)));
    }

    /** Up to {@code limit} ids of all documents, ascending, after {@code after} (empty = from the start). */
    public List<DocumentId> list(Optional<DocumentId> after, int limit) {
        return events.chains(ChainId.Kind.DOCUMENT, "", after.map(DocumentId::value), limit).stream()
                .map(DocumentId::new)
                .toList();
    }
}
