package org.kartoteka.archive.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileEvents;
import org.kartoteka.archive.casefile.CaseFileTexts;
import org.kartoteka.archive.casefile.Description;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.casefile.Note;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentEvents;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.timeline.TimelineEntry.Position;
import org.kartoteka.archive.timeline.TimelineEntry.Says;
import org.kartoteka.archive.timeline.TimelineEntry.What;

/**
 * Tells what happened in a matter: the events of its case file, and when its documents were received and corrected. Nothing is
 * stored; it is put together when it is asked for. Safe for use by many threads.
 */
public final class CaseTimeline {
    /** Of larger case files, these documents that were filed last tell when they came; the others are in it when they were filed. */
    static final int DOCUMENTS_MAX = 500;

    private final EventLog events;
    private final Batches batches;
    private final CaseFileTexts texts;

    public CaseTimeline(EventLog events, Batches batches, CaseFileTexts texts) {
        this.events = events;
        this.batches = batches;
        this.texts = texts;
    }

    /** All of it, newest first. Costs a few reads for each document. */
    public List<TimelineEntry> of(CaseFile file) {
        List<TimelineEntry> entries = new ArrayList<>();
        events.read(CaseFileEvents.chain(file.reference())).forEach(record -> addOwn(entries, file, record));
        List<DocumentId> documents = file.documents();
        documents
                .subList(Math.max(0, documents.size() - DOCUMENTS_MAX), documents.size())
                .forEach(document -> addDocument(entries, document));
        entries.sort(Comparator.comparing(TimelineEntry::position));
        return entries;
    }

    /** What these records of the case file's chain say, newest first. */
    public List<TimelineEntry> of(CaseFile file, List<EventRecord> records) {
        List<TimelineEntry> entries = new ArrayList<>();
        records.forEach(record -> addOwn(entries, file, record));
        entries.sort(Comparator.comparing(TimelineEntry::position));
        return entries;
    }

    private void addOwn(List<TimelineEntry> entries, CaseFile file, EventRecord record) {
        for (int number = 0; number < record.events().size(); number++) {
            Position position = new Position(record.time(), record.chain().toString(), record.sequence(), number);
            entries.add(own(position, file, record, record.events().get(number)));
        }
    }

    private TimelineEntry own(Position position, CaseFile file, EventRecord record, Event event) {
        Members data = new Members(event.data());
        return switch (event.type()) {
            case CaseFileEvents.CLOSING -> about(position, What.CLOSED, record, Says.NOTHING);
            case CaseFileEvents.REOPENING -> about(position, What.REOPENED, record, Says.NOTHING);
            case CaseFileEvents.ASSIGNMENT -> fromTo(position, record, data, What.ASSIGNED, What.UNASSIGNED);
            case CaseFileEvents.DEADLINE -> fromTo(position, record, data, What.DUE_SET, What.DUE_CLEARED);
            case CaseFileEvents.DESCRIPTION -> about(position, What.DESCRIBED, record, Says.to(title(file, data)));
            case CaseFileEvents.NOTE ->
                about(
                        position,
                        What.NOTED,
                        record,
                        Says.note(texts.note(file.reference(), data.digest("note"))
                                .map(Note::text)));
            case CaseFileEvents.FILING -> filing(position, record, data);
            case CaseFileEvents.REMOVAL -> removal(position, record, data);
            default -> about(position, What.OPENED, record, Says.NOTHING);
        };
    }

    private String title(CaseFile file, Members data) {
        return texts.description(file.reference(), data.digest("values"))
                .map(Description::title)
                .orElse("");
    }

    private static TimelineEntry about(Position position, What what, EventRecord record, Says says) {
        return new TimelineEntry(position, what, record.actor(), Optional.empty(), says);
    }

    private static TimelineEntry fromTo(Position position, EventRecord record, Members data, What set, What cleared) {
        Says says = new Says(text(data, "from"), text(data, "to"), Optional.empty(), List.of());
        return about(position, says.to().isPresent() ? set : cleared, record, says);
    }

    private static TimelineEntry filing(Position position, EventRecord record, Members data) {
        Optional<String> from = text(data, "from");
        Says says = from.isPresent()
                ? Says.from(from.get())
                : Says.to(text(data, "how").orElse(HowFiled.UNKNOWN.text()));
        return ofDocument(position, from.isPresent() ? What.MOVED_IN : What.FILED, record, data, says);
    }

    private static TimelineEntry removal(Position position, EventRecord record, Members data) {
        Optional<String> to = text(data, "to");
        return ofDocument(
                position,
                to.isPresent() ? What.MOVED_OUT : What.TAKEN_OUT,
                record,
                data,
                to.map(Says::to).orElse(Says.NOTHING));
    }

    private static TimelineEntry ofDocument(Position position, What what, EventRecord record, Members data, Says says) {
        return new TimelineEntry(
                position, what, record.actor(), Optional.of(new DocumentId(data.text("document"))), says);
    }

    private static Optional<String> text(Members data, String name) {
        return data.object().containsKey(name) ? Optional.of(data.text(name)) : Optional.empty();
    }

    private void addDocument(List<TimelineEntry> entries, DocumentId id) {
        List<EventRecord> records = events.read(DocumentEvents.chain(id));
        Optional<Document> document = DocumentEvents.fold(id, records);
        if (document.isEmpty()) {
            return;
        }
        Arrival arrival = batches.arrival(document.get().batch());
        EventRecord first = records.getFirst();
        entries.add(new TimelineEntry(
                new Position(arrival.receivedAt(), first.chain().toString(), first.sequence(), 0),
                What.RECEIVED,
                first.actor(),
                Optional.of(id),
                Says.to(arrival.channel())));
        for (EventRecord record : records) {
            for (int number = 0; number < record.events().size(); number++) {
                Event event = record.events().get(number);
                Position position = new Position(record.time(), record.chain().toString(), record.sequence(), number);
                if (event.type().equals(DocumentEvents.CORRECTION)) {
                    Says parts = Says.parts(corrected(new Members(event.data())));
                    entries.add(new TimelineEntry(position, What.CORRECTED, record.actor(), Optional.of(id), parts));
                } else if (event.type().equals(DocumentEvents.WITHDRAWAL)) {
                    entries.add(new TimelineEntry(
                            position, What.CORRECTION_WITHDRAWN, record.actor(), Optional.of(id), Says.NOTHING));
                }
            }
        }
    }

    private static List<String> corrected(Members data) {
        List<String> parts = new ArrayList<>();
        List.of("type", "languages").stream().filter(data.object()::containsKey).forEach(parts::add);
        parts.addAll(data.texts("fields"));
        return parts;
    }
}
