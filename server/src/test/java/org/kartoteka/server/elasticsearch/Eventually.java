package org.kartoteka.server.elasticsearch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.kartoteka.archive.search.SearchUnavailable;

/** Tries again for a while, where something is on its way. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private Eventually() {}

    static void succeeds(Runnable attempt) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                attempt.run();
                return;
            } catch (AssertionError | SearchUnavailable e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }
}
