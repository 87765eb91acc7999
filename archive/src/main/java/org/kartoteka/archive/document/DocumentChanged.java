package org.kartoteka.archive.document;

import java.util.List;
import org.kartoteka.archive.event.EventRecord;

/** Somebody else changed the document since the caller read it. Nothing was changed; look at it again and decide anew. */
public final class DocumentChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Document now;
    private final transient List<EventRecord> since;

    private DocumentChanged(Document now, List<EventRecord> since) {
        super("document %s is at record %d now".formatted(now.id(), now.sequence()), null, false, false);
        this.now = now;
        this.since = List.copyOf(since);
    }

    /** @param records the whole chain as it is now */
    static DocumentChanged since(Document now, List<EventRecord> records, long sequence) {
        return new DocumentChanged(
                now,
                records.stream().filter(record -> record.sequence() > sequence).toList());
    }

    /** The document as it is now. */
    public Document now() {
        return now;
    }

    /** What was appended since the caller read it. */
    public List<EventRecord> since() {
        return since;
    }
}
