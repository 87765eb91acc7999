package org.kartoteka.archive;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for something outside this process or of another thread, for a bounded time. The one place where tests wait by the clock. */
public final class Polling {
    private static final long PAUSE_NANOSECONDS = 50_000_000;

    private Polling() {}

    /** Something that may hold by now, or fail. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Asks until it holds. A condition that fails does not hold. */
    public static void until(String what, Duration timeMax, Condition condition) {
        long deadline = System.nanoTime() + timeMax.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(PAUSE_NANOSECONDS);
        }
        throw new IllegalStateException("waited %d seconds in vain: %s".formatted(timeMax.toSeconds(), what), last);
    }
}
