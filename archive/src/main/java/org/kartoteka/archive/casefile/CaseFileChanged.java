package org.kartoteka.archive.casefile;

import java.util.List;
import org.kartoteka.archive.event.EventRecord;

/** Somebody else changed the case file since the caller read it. Nothing was changed; look at it again and decide anew. */
public final class CaseFileChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CaseFile now;
    private final transient List<EventRecord> since;

    CaseFileChanged(CaseFile now, List<EventRecord> since) {
        super("case file %s is at record %d now".formatted(now.reference(), now.sequence()), null, false, false);
        this.now = now;
        this.since = List.copyOf(since);
    }

    /** The case file as it is now. */
    public CaseFile now() {
        return now;
    }

    /** What was appended since the caller read it. */
    public List<EventRecord> since() {
        return since;
    }
}
