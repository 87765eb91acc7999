package org.kartoteka.server.s3;

import java.time.Duration;
import org.kartoteka.server.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a call again while its failure is of the passing kind, with growing, random pauses; bounded in number and time. */
final class Retries {
    private static final Logger log = LoggerFactory.getLogger(Retries.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

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
                Duration pause = BACKOFF.after(attempt);
                boolean last = attempt >= attemptsMax || System.nanoTime() + pause.toNanos() > deadline;
                if (e.failure().kind() != Failure.Kind.PASSING || last) {
                    throw e;
                }
                log.atDebug()
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("pauseMilliseconds", pause.toMillis())
                        .log(e.failure().reason());
                pause(pause, e);
            }
        }
    }

    private static void pause(Duration pause, CallFailed pending) throws CallFailed {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.addSuppressed(e);
            throw pending;
        }
    }
}
