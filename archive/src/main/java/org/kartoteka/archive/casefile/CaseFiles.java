package org.kartoteka.archive.casefile;

import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.document.DocumentId;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.store.ObjectStore;

/** Opens case files and files documents in them. Commands may be repeated. */
public final class CaseFiles {
    private final ObjectStore store;
    private final EventLog events;

    public CaseFiles(ObjectStore store, EventLog events) {
        this.store = store;
        this.events = events;
    }

    /** Files the document, opening the case file if need be; does nothing where it is filed already. Retries conflicts. */
    public CaseFile file(CaseReference reference, DocumentId document, Actor actor) {
        throw new UnsupportedOperationException("" + store + events);
    }

    public Optional<CaseFile> find(CaseReference reference) {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code limit} references, ascending, after {@code after} (empty = from the start). */
    public List<CaseReference> list(Optional<CaseReference> after, int limit) {
        throw new UnsupportedOperationException();
    }
}
