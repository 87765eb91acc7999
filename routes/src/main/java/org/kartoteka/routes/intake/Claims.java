package org.kartoteka.routes.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.identity.BatchId;

/**
 * The claims that are not batches yet, and when each is to be tried (again). Lives in memory only: after a restart the taken
 * folder is looked through. Any number of threads may call.
 */
final class Claims {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration DELAY_MAX = Duration.ofMinutes(2);

    private final InstantSource clock;
    private final Map<BatchId, Pending> pending = new HashMap<>();
    private final Set<BatchId> uploads = new HashSet<>();

    Claims(InstantSource clock) {
        this.clock = clock;
    }

    private record Pending(WaitingFile shown, boolean busy, int failures, Instant notBefore) {}

    /** A claim to be captured as soon as possible. Does nothing where it is known. */
    synchronized void add(Claim claim) {
        pending.putIfAbsent(claim.id(), new Pending(shown(claim), false, 0, Instant.MIN));
    }

    /**
     * Takes the claim for the calling thread.
     *
     * @return false where another thread is at it
     */
    synchronized boolean begin(Claim claim) {
        Pending now = pending.get(claim.id());
        if (now != null && now.busy()) {
            return false;
        }
        pending.put(claim.id(), new Pending(shown(claim), true, now == null ? 0 : now.failures(), Instant.MIN));
        return true;
    }

    /** Up to {@code limit} claims whose turn it is, oldest first; they are not given out again for a while. */
    synchronized List<BatchId> due(int limit) {
        Instant now = clock.instant();
        List<BatchId> due = new ArrayList<>();
        for (Map.Entry<BatchId, Pending> entry : pending.entrySet()) {
            if (!entry.getValue().busy() && !entry.getValue().notBefore().isAfter(now)) {
                due.add(entry.getKey());
            }
        }
        due.sort(null);
        List<BatchId> first = List.copyOf(due.subList(0, Math.min(limit, due.size())));
        first.forEach(id -> postpone(id, DELAY_MAX));
        return first;
    }

    /** It is a batch now, or there never was a file. */
    synchronized void end(BatchId id) {
        pending.remove(id);
    }

    /** It is not at rest yet: to be looked at again after the time. */
    synchronized void later(BatchId id, Duration wait) {
        postpone(id, wait);
    }

    /** It failed: to be tried again, each time later. */
    synchronized void failed(BatchId id) {
        Pending now = pending.get(id);
        if (now == null) {
            return;
        }
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(now.failures(), 10));
        Duration wait = delay.compareTo(DELAY_MAX) < 0 ? delay : DELAY_MAX;
        pending.put(
                id,
                new Pending(
                        now.shown(), false, now.failures() + 1, clock.instant().plus(wait)));
    }

    /** An upload begins or ends: until then its folder is not looked into. */
    synchronized void uploading(BatchId id, boolean begins) {
        if (begins) {
            uploads.add(id);
        } else {
            uploads.remove(id);
        }
    }

    synchronized boolean knows(BatchId id) {
        return pending.containsKey(id) || uploads.contains(id);
    }

    synchronized List<WaitingFile> waiting() {
        return pending.values().stream().map(Pending::shown).toList();
    }

    private void postpone(BatchId id, Duration wait) {
        Pending now = pending.get(id);
        if (now != null) {
            pending.put(
                    id,
                    new Pending(
                            now.shown(), false, now.failures(), clock.instant().plus(wait)));
        }
    }

    private static WaitingFile shown(Claim claim) {
        return new WaitingFile(
                claim.arrival().folder(),
                claim.arrival().fileName(),
                claim.arrival().sizeBytes(),
                claim.arrival().receivedAt(),
                WaitingFile.Why.CLAIMED);
    }
}
