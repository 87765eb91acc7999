package org.kartoteka.api.web;

import java.util.ArrayList;
import java.util.List;
import org.kartoteka.api.answer.EventAnswer;
import org.kartoteka.api.web.DocumentView.Change;
import org.kartoteka.api.web.DocumentView.HistoryEntry;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentEvents;
import org.kartoteka.archive.document.SetFields;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.store.ObjectStoreException;

/** Tells the history of a document, with what persons changed from what to what. */
final class DocumentHistory {
    private final EventLog events;
    private final CurrentReadings readings;

    DocumentHistory(EventLog events, CurrentReadings readings) {
        this.events = events;
        this.readings = readings;
    }

    List<HistoryEntry> of(Document document) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (EventRecord record :
                events.read(new ChainId(ChainId.Kind.DOCUMENT, document.id().value()))) {
            List<Change> changes = new ArrayList<>();
            record.events().forEach(event -> changes.addAll(changes(document, event)));
            entries.add(new HistoryEntry(EventAnswer.of(record), List.copyOf(changes)));
        }
        return entries;
    }

    private List<Change> changes(Document document, Event event) {
        Members data = new Members(event.data());
        return switch (event.type()) {
            // Of a move, the removal says both whence and whither.
            case DocumentEvents.FILING ->
                texts(data, "from").isEmpty()
                        ? List.of(new Change(Change.CASE_FILE, List.of(), List.of(data.text("caseFile"))))
                        : List.of();
            case DocumentEvents.REMOVAL ->
                List.of(new Change(Change.CASE_FILE, List.of(data.text("caseFile")), texts(data, "to")));
            case DocumentEvents.CORRECTION -> corrected(document, data);
            default -> List.of();
        };
    }

    private static List<String> texts(Members data, String name) {
        return data.object().containsKey(name) ? List.of(data.text(name)) : List.of();
    }

    private List<Change> corrected(Document document, Members data) {
        List<Change> changes = new ArrayList<>();
        if (data.object().containsKey("type")) {
            Members type = data.members("type");
            changes.add(new Change("type", List.of(type.text("from")), List.of(type.text("to"))));
        }
        if (data.object().containsKey("languages")) {
            Members languages = data.members("languages");
            changes.add(new Change("languages", languages.texts("from"), languages.texts("to")));
        }
        try {
            for (SetFields.Change change :
                    readings.fields(document, data.digest("values")).changes()) {
                changes.add(new Change(change.name(), change.from(), change.to()));
            }
        } catch (ObjectStoreException.Missing | ObjectStoreException.Corrupt _) {
            // The values were disposed of, or are damaged: the history still says which fields it was.
            data.texts("fields").forEach(name -> changes.add(new Change(name, List.of(), List.of("…"))));
        }
        return changes;
    }
}
