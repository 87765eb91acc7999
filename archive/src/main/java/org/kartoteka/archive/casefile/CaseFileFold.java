package org.kartoteka.archive.casefile;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.casefile.CaseFile.Filed;
import org.kartoteka.archive.casefile.CaseFile.NoteWritten;
import org.kartoteka.archive.casefile.CaseFile.Standing;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.Digest;

/** A case file while its events are added up, one after the other. For one thread. */
final class CaseFileFold {
    private static final String OUT_OF_ORDER = "it cannot follow the events before it";

    private final List<NoteWritten> notes = new ArrayList<>();
    private final List<Filed> filed = new ArrayList<>();
    private Optional<Standing> standing = Optional.empty();
    private Optional<String> request = Optional.empty();
    private Optional<Digest> description = Optional.empty();

    /** @throws MalformedJson the event cannot follow those before it, or is unreadable */
    void apply(EventRecord record, Event event) {
        Members data = new Members(event.data());
        if (event.type().equals(CaseFileEvents.OPENING)) {
            check(standing.isEmpty());
            standing = Optional.of(Standing.NEW);
            request = text(data, "request");
            return;
        }
        Standing before = standing.orElseThrow(() -> new MalformedJson(OUT_OF_ORDER));
        switch (event.type()) {
            case CaseFileEvents.CLOSING -> {
                check(before.state() == CaseFile.State.OPEN);
                standing = Optional.of(before.closedBy(record));
            }
            case CaseFileEvents.REOPENING -> {
                check(before.state() == CaseFile.State.CLOSED);
                standing = Optional.of(before.reopened());
            }
            case CaseFileEvents.ASSIGNMENT -> standing = Optional.of(before.assignedTo(text(data, "to")));
            case CaseFileEvents.DEADLINE ->
                standing = Optional.of(before.dueOn(text(data, "to").map(CaseFileFold::day)));
            case CaseFileEvents.DESCRIPTION -> description = Optional.of(data.digest("values"));
            case CaseFileEvents.NOTE ->
                notes.add(new NoteWritten(data.digest("note"), record.sequence(), record.time(), record.actor()));
            case CaseFileEvents.FILING -> file(record, data);
            case CaseFileEvents.REMOVAL -> {
                DocumentId document = new DocumentId(data.text("document"));
                check(filed.removeIf(one -> one.document().equals(document)));
            }
            default -> throw new MalformedJson("unknown here; a newer program wrote it, or something altered it");
        }
    }

    private void file(EventRecord record, Members data) {
        DocumentId document = new DocumentId(data.text("document"));
        check(filed.stream().noneMatch(one -> one.document().equals(document)));
        HowFiled how = text(data, "how").map(HowFiled::of).orElse(HowFiled.UNKNOWN);
        filed.add(new Filed(document, how, record.sequence(), record.time(), record.actor()));
    }

    private static void check(boolean inOrder) {
        if (!inOrder) {
            throw new MalformedJson(OUT_OF_ORDER);
        }
    }

    private static Optional<String> text(Members data, String name) {
        return data.object().containsKey(name) ? Optional.of(data.text(name)) : Optional.empty();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedJson("no date: " + text, e);
        }
    }

    CaseFile caseFile(CaseReference reference, List<EventRecord> records) {
        return new CaseFile(
                reference,
                records.getLast().sequence(),
                records.getFirst().time(),
                records.getLast().time(),
                request,
                standing.orElseThrow(),
                description,
                notes,
                filed);
    }
}
