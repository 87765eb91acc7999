package org.kartoteka.routes.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.work.WorkList;

/** Tells when a pass has waited long enough for its other side. */
final class WaitingPasses {
    private static final int LISTED = 1_000;

    /** Whatever came in time is read by then, or something is wrong that must not keep others waiting. */
    private static final Duration READ_WITHIN = Duration.ofHours(24);

    private final ParkedPasses parked;
    private final WorkList workList;
    private final InstantSource clock;

    WaitingPasses(ParkedPasses parked, WorkList workList, InstantSource clock) {
        this.parked = parked;
        this.workList = workList;
        this.clock = clock;
    }

    /**
     * Whether the other side will not come: the time is over, and no file that arrived before is still to be read, for that may be it.
     */
    boolean isOver(BatchId batch, Instant until) {
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return false;
        }
        return !now.isBefore(until.plus(READ_WITHIN)) || !isAnyUnread(batch, until);
    }

    private boolean isAnyUnread(BatchId self, Instant until) {
        Set<String> read = new HashSet<>(Set.of(self.value()));
        parked.list().forEach(batch -> read.add(batch.value()));
        // The first id that a later file can have.
        String end = BatchId.next(until.plusMillis(1)).value().substring(0, 18);
        String after = "";
        for (List<String> ids = workList.list(WorkList.Kind.READ, after, LISTED);
                !ids.isEmpty();
                ids = workList.list(WorkList.Kind.READ, after, LISTED)) {
            for (String id : ids) {
                if (id.compareTo(end) >= 0) {
                    return false;
                }
                if (!read.contains(id)) {
                    return true;
                }
            }
            after = ids.getLast();
        }
        return false;
    }
}
