package org.kartoteka.ingest.worker;

import java.util.Map;
import org.kartoteka.ingest.Refusal;

/**
 * What a pool did since it was opened, and does now. Figures are read one after the other, not at one instant.
 *
 * @param workers processes that are up
 * @param busy workers at work
 * @param waiting calls that wait for a worker
 * @param pagesRead pages answered by a worker, read or refused by its reader
 * @param requestsDone requests of any kind answered by a worker
 * @param requestsRetried requests that were tried again on a fresh worker
 * @param restarts worker processes that ended before the pool was closed, by cause
 * @param refusals requests the pool gave up, by reason
 * @param residentBytes memory of all workers together; 0 where the system does not tell
 */
public record WorkerPoolStats(
        int workers,
        int busy,
        int waiting,
        long pagesRead,
        long requestsDone,
        long requestsRetried,
        Map<RestartCause, Long> restarts,
        Map<Refusal.Code, Long> refusals,
        long residentBytes) {
    /** Why a worker process ended. */
    public enum RestartCause {
        /** It died by itself, as by a fault in native code. */
        CRASHED,
        /** Killed: it took longer than allowed. */
        TIME_LIMIT,
        /** Killed, or ended itself: it needed more memory than allowed. */
        MEMORY_LIMIT,
        /** Killed: it answered something that is no answer, or its reader failed unexpectedly. */
        WRONG_ANSWER,
        /** Replaced at rest: it had read its share of pages, or kept too much memory. */
        RECYCLED,
        /** It never became ready. */
        START_FAILED
    }

    public WorkerPoolStats {
        restarts = Map.copyOf(restarts);
        refusals = Map.copyOf(refusals);
    }
}
