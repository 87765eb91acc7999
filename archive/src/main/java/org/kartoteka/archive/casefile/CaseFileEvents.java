package org.kartoteka.archive.casefile;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.Digest;

/** The events of a case file: how each is written, and what they add up to. */
public final class CaseFileEvents {
    public static final String OPENING = "opening";
    public static final String CLOSING = "closing";
    public static final String REOPENING = "reopening";
    public static final String ASSIGNMENT = "assignment";
    public static final String DEADLINE = "deadline";
    public static final String DESCRIPTION = "description";
    public static final String NOTE = "note";
    public static final String FILING = "filing";
    public static final String REMOVAL = "removal";

    private static final int WITH_DATA = 2;

    private CaseFileEvents() {}

    /** The chain of the case file's events. */
    public static ChainId chain(CaseReference reference) {
        return new ChainId(ChainId.Kind.CASE_FILE, reference.value());
    }

    /** A document brought its reference. */
    static Event opening() {
        return Event.of(OPENING, Map.of());
    }

    /** A person opened it, by the command that {@code request} tells from any other. */
    static Event opening(String request) {
        return new Event(OPENING, WITH_DATA, Map.of("request", request));
    }

    static Event closing() {
        return Event.of(CLOSING, Map.of());
    }

    static Event reopening() {
        return Event.of(REOPENING, Map.of());
    }

    static Event assignment(Optional<String> from, Optional<String> to) {
        return Event.of(ASSIGNMENT, fromTo(from, to));
    }

    static Event deadline(Optional<LocalDate> from, Optional<LocalDate> to) {
        return Event.of(DEADLINE, fromTo(from.map(LocalDate::toString), to.map(LocalDate::toString)));
    }

    private static Map<String, Object> fromTo(Optional<String> from, Optional<String> to) {
        Map<String, Object> data = new HashMap<>();
        from.ifPresent(text -> data.put("from", text));
        to.ifPresent(text -> data.put("to", text));
        return data;
    }

    /** @param values digest of the {@link Description} */
    static Event description(Digest values) {
        return Event.of(DESCRIPTION, Map.of("values", values.hex()));
    }

    /** @param note digest of the {@link Note} */
    static Event note(Digest note) {
        return Event.of(NOTE, Map.of("note", note.hex()));
    }

    static Event filing(DocumentId document, Filing filing) {
        Map<String, Object> data = new HashMap<>();
        data.put("document", document.value());
        data.put("how", filing.how().text());
        filing.from().ifPresent(from -> data.put("from", from.value()));
        return new Event(FILING, WITH_DATA, data);
    }

    static Event removal(DocumentId document, Leaving leaving) {
        Map<String, Object> data = new HashMap<>();
        data.put("document", document.value());
        leaving.to().ifPresent(to -> data.put("to", to.value()));
        return new Event(REMOVAL, WITH_DATA, data);
    }

    /**
     * The case file the records add up to; empty where there are none.
     *
     * @throws ChainBroken an event cannot follow the ones before it, or is unreadable
     */
    public static Optional<CaseFile> fold(CaseReference reference, List<EventRecord> records) {
        if (records.isEmpty()) {
            return Optional.empty();
        }
        CaseFileFold fold = new CaseFileFold();
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    fold.apply(record, event);
                } catch (MalformedJson | IllegalArgumentException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return Optional.of(fold.caseFile(reference, records));
    }
}
