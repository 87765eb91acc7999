package org.kartoteka.routes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.kartoteka.archive.work.WorkList;

/**
 * Which work is queued or being done in this process, and which failed lately and waits. Lives in memory only; the work list
 * in the store is the truth. Any number of threads may call.
 */
public final class WorkInHand {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration WAIT_MAX = Duration.ofHours(1);

    /** Of more failures than this the oldest are forgotten. */
    private static final int FAILURES_MAX = 10_000;

    private final InstantSource clock;
    private final Set<Item> inHand = new HashSet<>();
    private final Map<Item, Failures> failures = new LinkedHashMap<>();
    private final Map<WorkList.Kind, Integer> counts = new HashMap<>();
    private boolean outageEnded;

    public WorkInHand(InstantSource clock) {
        this.clock = clock;
    }

    private record Item(WorkList.Kind kind, String id) {}

    /** @param hindered whether the last of them was no fault of the work itself */
    private record Failures(int count, Instant notBefore, boolean hindered) {}

    /**
     * Takes the work in hand.
     *
     * @return false where it is already
     */
    public synchronized boolean begin(WorkList.Kind kind, String id) {
        boolean fresh = inHand.add(new Item(kind, id));
        if (fresh) {
            counts.merge(kind, 1, Integer::sum);
        }
        return fresh;
    }

    /** Puts it out of hand, done or not. */
    public synchronized void end(WorkList.Kind kind, String id) {
        if (inHand.remove(new Item(kind, id))) {
            counts.merge(kind, -1, Integer::sum);
        }
    }

    /** It was done: earlier failures are forgotten. */
    public synchronized void succeeded(WorkList.Kind kind, String id) {
        failures.remove(new Item(kind, id));
    }

    /**
     * It failed for itself: the sweep lets it wait, twice as long each time, up to an hour.
     *
     * @return how often it failed in a row
     */
    public synchronized int failed(WorkList.Kind kind, String id) {
        return failed(kind, id, false);
    }

    /**
     * It could not be done for no fault of its own, as without a server. It waits as after {@link #failed}, but no longer than
     * the outage.
     *
     * @return how often it failed in a row, for whatever reason
     */
    public synchronized int hindered(WorkList.Kind kind, String id) {
        return failed(kind, id, true);
    }

    private int failed(WorkList.Kind kind, String id, boolean hindered) {
        Item item = new Item(kind, id);
        Failures before = failures.remove(item);
        int count = before == null ? 1 : before.count() + 1;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - 1, 10));
        Instant notBefore = clock.instant().plus(wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX);
        failures.put(item, new Failures(count, notBefore, hindered));
        if (failures.size() > FAILURES_MAX) {
            failures.remove(failures.keySet().iterator().next());
        }
        return count;
    }

    /** A server is back: what was hindered need not wait any longer. What failed for itself waits on. */
    public synchronized void endOutage() {
        failures.replaceAll(
                (_, failed) -> failed.hindered() ? new Failures(failed.count(), Instant.MIN, true) : failed);
        outageEnded = true;
    }

    /** Whether an outage ended since this was last asked. */
    public synchronized boolean outageEnded() {
        boolean ended = outageEnded;
        outageEnded = false;
        return ended;
    }

    /** Whether the sweep may bring it up now. */
    public synchronized boolean mayTry(WorkList.Kind kind, String id) {
        Item item = new Item(kind, id);
        Failures failed = failures.get(item);
        return !inHand.contains(item) && (failed == null || !failed.notBefore().isAfter(clock.instant()));
    }

    public synchronized boolean isInHand(WorkList.Kind kind, String id) {
        return inHand.contains(new Item(kind, id));
    }

    /** How many are queued or being done. */
    public synchronized int count(WorkList.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }
}
