package org.kartoteka.archive.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;

/**
 * Files documents in case files, as the documents' own chains say, and takes them out. Commands may be repeated. A closed case
 * file takes documents too, and stays closed: paper is filed where it belongs, and a person decides what it means.
 */
public final class CaseFiles {
    private final EventLog events;
    private final Consumer<CaseFile> changed;

    public CaseFiles(EventLog events) {
        this(events, _ -> {});
    }

    /** @param changed is told of each case file that was changed here */
    public CaseFiles(EventLog events, Consumer<CaseFile> changed) {
        this.events = events;
        this.changed = changed;
    }

    /** Files the document, opening the case file if need be; does nothing where it is filed already. Retries conflicts. */
    public CaseFile file(Filing filing, DocumentId document) {
        return change(filing.reference(), filing.by(), caseFile -> {
                    if (caseFile.filter(file -> file.holds(document)).isPresent()) {
                        return List.of();
                    }
                    List<Event> events = new ArrayList<>();
                    if (caseFile.isEmpty()) {
                        events.add(CaseFileEvents.opening());
                    }
                    events.add(CaseFileEvents.filing(document, filing));
                    return events;
                })
                .orElseThrow();
    }

    /** Takes the document out; does nothing where it is not in the case file, or there is no such one. Retries conflicts. */
    public void takeOut(Leaving leaving, DocumentId document) {
        change(
                leaving.reference(),
                leaving.by(),
                caseFile -> caseFile.filter(file -> file.holds(document)).isPresent()
                        ? List.of(CaseFileEvents.removal(document, leaving))
                        : List.of());
    }

    private Optional<CaseFile> change(
            CaseReference reference, Actor actor, Function<Optional<CaseFile>, List<Event>> decide) {
        Optional<CaseFile> now = CaseFileEvents.fold(
                reference,
                events.change(
                        CaseFileEvents.chain(reference),
                        actor,
                        known -> decide.apply(CaseFileEvents.fold(reference, known))));
        now.ifPresent(changed);
        return now;
    }

    public Optional<CaseFile> find(CaseReference reference) {
        return CaseFileEvents.fold(reference, events.read(CaseFileEvents.chain(reference)));
    }

    /** Whether there is such a case file; cheaper than reading it. */
    public boolean exists(CaseReference reference) {
        return events.exists(CaseFileEvents.chain(reference));
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
