package org.kartoteka.routes.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * When which marker was offered last, so that the sweep does not flood a queue in which the work already waits: each further
 * offer comes twice as long after the one before. Lives in memory; a new upkeeper begins anew. For one thread.
 */
final class Offers {
    static final Duration FIRST = Duration.ofSeconds(15);
    static final Duration DISTANCE_MAX = Duration.ofHours(6);

    private Map<String, Offer> offers = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private record Offer(Instant at, Duration untilNext) {}

    /** Whether the marker is to be offered now; if so, that is noted. */
    boolean isDue(String marker, Instant now) {
        seen.add(marker);
        Offer last = offers.get(marker);
        if (last == null) {
            offers.put(marker, new Offer(now, FIRST));
            return true;
        }
        if (now.isBefore(last.at().plus(last.untilNext()))) {
            return false;
        }
        Duration doubled = last.untilNext().multipliedBy(2);
        offers.put(marker, new Offer(now, doubled.compareTo(DISTANCE_MAX) < 0 ? doubled : DISTANCE_MAX));
        return true;
    }

    /** What was not asked for since the last call is gone from the work list. */
    void forgetTheRest() {
        offers.keySet().retainAll(seen);
        seen.clear();
    }

    /** Hints were lost, or a server is back: everything may be offered at once. */
    void forgetAll() {
        offers = new HashMap<>();
    }
}
