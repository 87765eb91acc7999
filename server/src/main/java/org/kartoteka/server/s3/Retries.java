package org.kartoteka.server.s3;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a call again while its failure is of the passing kind, with growing, random pauses; bounded in number and time. */
final class Retries {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);
    private static final long PAUSE_MILLISECONDS_FIRST = 200;
    private static final long PAUSE_MILLISECONDS_MAX = 10_000;

    private final int attemptsMax;
    private final Duration timeMax;

    Retries(S3Settings.Limits limits) {
        this.attemptsMax = limits.attempts();
        this.timeMax = Duration.ofSeconds(limits.retrySeconds());
    }

    /** One try of a call. */
    @FunctionalInterface
    interface Call<T> {
        T once() throws CallFailed;
    }

    <T> T run(Call<T> call) throws CallFailed {
        long deadline = System.nanoTime() + timeMax.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return call.once();
            } catch (CallFailed e) {
                long pause = ThreadLocalRandom.current().nextLong(1, pauseMax(attempt) + 1);
                boolean last = attempt >= attemptsMax || System.nanoTime() + pause * 1_000_000 > deadline;
                if (e.failure().kind() != Failure.Kind.PASSING || last) {
                    throw e;
                }
                log.atDebug()
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("pauseMilliseconds", pause)
                        .log(e.failure().reason());
                pause(pause, e);
            }
        }
    }

    private static long pauseMax(int attempt) {
        return Math.min(PAUSE_MILLISECONDS_MAX, PAUSE_MILLISECONDS_FIRST << Math.min(attempt - 1, 10));
    }

    private static void pause(long milliseconds, CallFailed pending) throws CallFailed {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.addSuppressed(e);
            throw pending;
        }
    }
}
