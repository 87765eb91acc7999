package org.kartoteka.server.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between the tries of a call: about twice as long each time, up to a limit, and not as long as those of others who
 * failed at the same moment.
 *
 * @param first after the first try, at most
 * @param max never longer
 */
public record Backoff(Duration first, Duration max) {
    private static final int DOUBLED_MAX = 20;

    public Backoff {
        if (first.toMillis() < 1 || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("a pause must be at least a millisecond, and the longest the longest");
        }
    }

    /**
     * How long to wait now: at random, between half and all of what is this try's turn.
     *
     * @param tries done so far, 1 or more
     */
    public Duration after(int tries) {
        long longest = Math.min(max.toMillis(), first.toMillis() << Math.min(tries - 1, DOUBLED_MAX));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong((longest + 1) / 2, longest + 1));
    }
}
