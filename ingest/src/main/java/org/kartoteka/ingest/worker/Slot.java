package org.kartoteka.ingest.worker;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.worker.WorkerMessage.Ready;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;
import org.kartoteka.ingest.worker.WorkerProcess.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place for one worker process after the other. Whoever took the slot from the pool's queue owns it; only
 * {@link #abandon} and {@link #residentBytes} may be called by others.
 */
final class Slot {
    private static final Logger log = LoggerFactory.getLogger(Slot.class);
    /** After a failed start the next is not tried at once: it would most likely fail as well, and starting is costly. */
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int number;
    private final WorkerLaunch launch;
    private final Watchdog watchdog;
    private final Counters counters;
    private volatile @Nullable WorkerProcess worker;
    private volatile boolean abandoned;
    private boolean startFailed;
    private long startFailedNanos;

    Slot(int number, WorkerLaunch launch, Watchdog watchdog, Counters counters) {
        this.number = number;
        this.launch = launch;
        this.watchdog = watchdog;
        this.counters = counters;
    }

    /** What a start brought: the worker, and what it said of itself if it is new. */
    record Started(WorkerProcess worker, Optional<Ready> ready) {}

    /** The living worker, or a new one; empty if none can be started now. */
    Optional<Started> ensureStarted() {
        WorkerProcess present = worker;
        if (present != null) {
            if (present.isAlive()) {
                return Optional.of(new Started(present, Optional.empty()));
            }
            present.kill(RestartCause.CRASHED);
            clear(RestartCause.CRASHED);
        }
        if (abandoned || (startFailed && System.nanoTime() - startFailedNanos < PAUSE_AFTER_FAILURE_NANOS)) {
            return Optional.empty();
        }
        return start();
    }

    private Optional<Started> start() {
        long begin = System.nanoTime();
        try {
            WorkerProcess starting = WorkerProcess.start(launch, number);
            worker = starting;
            if (abandoned) {
                starting.kill(RestartCause.RECYCLED);
            }
            if (starting.open(launch, watchdog) instanceof Outcome.Answered(Ready ready)) {
                startFailed = false;
                log.atInfo()
                        .addKeyValue("process", starting.processId())
                        .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
                        .log("worker process ready");
                return Optional.of(new Started(starting, Optional.of(ready)));
            }
            clear(RestartCause.START_FAILED);
        } catch (IOException e) {
            counters.restarted(RestartCause.START_FAILED);
            log.atError().setCause(e).log("worker process cannot be started");
        }
        startFailed = true;
        startFailedNanos = System.nanoTime();
        return Optional.empty();
    }

    /** The worker is dead: forget it. */
    void clear(RestartCause cause) {
        worker = null;
        if (!abandoned) {
            counters.restarted(cause);
        }
    }

    /** Whether a worker at rest should make room for a fresh one. */
    boolean wantsRecycling() {
        WorkerProcess present = worker;
        if (present == null) {
            return false;
        }
        long residentBytesAtRestMax = ((long) launch.settings().residentMebibytesMax() << 20) * 3 / 4;
        return !present.isAlive()
                || present.pagesRead() >= launch.settings().recycleAfterPages()
                || present.residentBytes() > residentBytesAtRestMax;
    }

    /** Ends the worker at rest, if there is one. */
    void recycle() {
        WorkerProcess present = worker;
        if (present != null) {
            boolean crashed = !present.isAlive();
            present.end();
            clear(crashed ? RestartCause.CRASHED : RestartCause.RECYCLED);
        }
    }

    /** Ends the worker at rest, if there is one, and starts no other. */
    void retire() {
        abandoned = true;
        recycle();
    }

    /** No worker is started here any more, and the one at work is killed. From any thread. */
    void abandon() {
        abandoned = true;
        WorkerProcess present = worker;
        if (present != null) {
            present.kill(RestartCause.RECYCLED);
        }
    }

    boolean hasWorker() {
        WorkerProcess present = worker;
        return present != null && present.isAlive();
    }

    long residentBytes() {
        WorkerProcess present = worker;
        return present == null ? 0 : present.residentBytes();
    }
}
