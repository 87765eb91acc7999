package org.kartoteka.archive.casefile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.event.ChainBroken;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;

/** The events of a case file: how each is written, and what they add up to. */
public final class CaseFileEvents {
    static final String OPENING = "opening";
    static final String FILING = "filing";
    static final String REMOVAL = "removal";

    private CaseFileEvents() {}

    static ChainId chain(CaseReference reference) {
        return new ChainId(ChainId.Kind.CASE_FILE, reference.value());
    }

    static Event opening() {
        return Event.of(OPENING, Map.of());
    }

    static Event filing(DocumentId document) {
        return Event.of(FILING, Map.of("document", document.value()));
    }

    static Event removal(DocumentId document) {
        return Event.of(REMOVAL, Map.of("document", document.value()));
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
        List<DocumentId> documents = new ArrayList<>();
        Instant openedAt = records.getFirst().time();
        boolean open = false;
        for (EventRecord record : records) {
            for (Event event : record.events()) {
                try {
                    open = apply(event, open, documents);
                } catch (MalformedJson | IllegalArgumentException e) {
                    throw new ChainBroken("event %s in record %d of %s: %s"
                            .formatted(event.type(), record.sequence(), record.chain(), e.getMessage()));
                }
            }
        }
        return Optional.of(new CaseFile(reference, records.getLast().sequence(), openedAt, documents));
    }

    private static boolean apply(Event event, boolean open, List<DocumentId> documents) {
        switch (event.type()) {
            case OPENING -> {
                if (open) {
                    throw new MalformedJson("it is open already");
                }
            }
            case FILING -> {
                DocumentId document = new DocumentId(new Members(event.data()).text("document"));
                if (!open || documents.contains(document)) {
                    throw new MalformedJson("it cannot follow the events before it");
                }
                documents.add(document);
            }
            case REMOVAL -> {
                DocumentId document = new DocumentId(new Members(event.data()).text("document"));
                if (!documents.remove(document)) {
                    throw new MalformedJson("it cannot follow the events before it");
                }
            }
            default -> throw new MalformedJson("unknown here; a newer program wrote it, or something altered it");
        }
        return true;
    }
}
