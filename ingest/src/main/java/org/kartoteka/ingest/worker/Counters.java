package org.kartoteka.ingest.worker;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;

/** What a pool counts. Safe for threads. */
final class Counters {
    final AtomicInteger busy = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicLong pagesRead = new AtomicLong();
    final AtomicLong requestsDone = new AtomicLong();
    final AtomicLong requestsRetried = new AtomicLong();
    private final Map<RestartCause, Long> restarts = new EnumMap<>(RestartCause.class);
    private final Map<Refusal.Code, Long> refusals = new EnumMap<>(Refusal.Code.class);

    synchronized void restarted(RestartCause cause) {
        restarts.merge(cause, 1L, Long::sum);
    }

    synchronized void refused(Refusal.Code code) {
        refusals.merge(code, 1L, Long::sum);
    }

    synchronized WorkerPoolStats snapshot(int workers, long residentBytes) {
        return new WorkerPoolStats(
                workers,
                busy.get(),
                waiting.get(),
                pagesRead.get(),
                requestsDone.get(),
                requestsRetried.get(),
                restarts,
                refusals,
                residentBytes);
    }
}
