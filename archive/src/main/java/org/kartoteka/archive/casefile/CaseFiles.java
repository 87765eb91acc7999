package org.kartoteka.archive.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;

/** Opens case files, files documents in them and takes them out. Commands may be repeated. */
public final class CaseFiles {
    private final EventLog events;

    public CaseFiles(EventLog events) {
        this.events = events;
    }

    /** Files the document, opening the case file if need be; does nothing where it is filed already. Retries conflicts. */
    public CaseFile file(CaseReference reference, DocumentId document, Actor actor) {
        List<EventRecord> records = events.change(CaseFileEvents.chain(reference), actor, known -> {
            Optional<CaseFile> caseFile = CaseFileEvents.fold(reference, known);
            if (caseFile.isPresent() && caseFile.get().documents().contains(document)) {
                return List.of();
            }
            List<Event> changes = new ArrayList<>();
            if (caseFile.isEmpty()) {
                changes.add(CaseFileEvents.opening());
            }
            changes.add(CaseFileEvents.filing(document));
            return changes;
        });
        return CaseFileEvents.fold(reference, records).orElseThrow();
    }

    /** Takes the document out; does nothing where it is not in the case file, or there is no such one. Retries conflicts. */
    public void takeOut(CaseReference reference, DocumentId document, Actor actor) {
        events.change(
                CaseFileEvents.chain(reference),
                actor,
                known -> CaseFileEvents.fold(reference, known)
                                .filter(caseFile -> caseFile.documents().contains(document))
                                .isPresent()
                        ? List.of(CaseFileEvents.removal(document))
                        : List.of());
    }

    public Optional<CaseFile> find(CaseReference reference) {
        return CaseFileEvents.fold(reference, events.read(CaseFileEvents.chain(reference)));
    }

    /**
     * Up to {@code limit} references after {@code after} (empty = from the start), in the order of their keys: as text, but
     * {@code L-20} after {@code L-20-1}.
     */
    public List<CaseReference> list(Optional<CaseReference> after, int limit) {
        return events.chains(ChainId.Kind.CASE_FILE, "", after.map(CaseReference::value), limit).stream()
                .map(CaseReference::new)
                .toList();
    }
}
