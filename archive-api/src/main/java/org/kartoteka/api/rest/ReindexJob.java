package org.kartoteka.api.rest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kartoteka.archive.search.RebuildRunning;
import org.kartoteka.archive.search.Reindex;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the index, once at a time. Whether a rebuild can begin is known when the asker is answered; the rest is done in the
 * background. Searches go on meanwhile. Any number of threads may call.
 */
public final class ReindexJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReindexJob.class);

    private final Reindex reindex;
    private final SearchIndex index;
    private final InstantSource clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile ReindexAnswer progress = new ReindexAnswer("none", 0, null, null, null);

    ReindexJob(Reindex reindex, SearchIndex index, InstantSource clock) {
        this.reindex = reindex;
        this.index = index;
        this.clock = clock;
    }

    /** Starts a rebuild that nobody asked for, unless one runs or the engine is away; never fails. */
    public void begin() {
        try {
            start();
        } catch (RebuildRunning e) {
            LOG.info("the search index is being rebuilt already");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("a rebuild of the search index cannot begin");
        }
    }

    /**
     * Starts a rebuild and says how far it is.
     *
     * @throws RebuildRunning one runs, here or on another node
     * @throws RebuildNotBegun the engine is away
     */
    ReindexAnswer start() {
        if (!busy.compareAndSet(false, true)) {
            throw new RebuildRunning();
        }
        boolean begun = false;
        try {
            SearchIndex.Rebuild rebuild = index.rebuild();
            Instant startedAt = clock.instant();
            ReindexAnswer running = running(0, startedAt);
            progress = running;
            Thread.ofVirtual().name("reindex").start(() -> run(rebuild, startedAt));
            begun = true;
            return running;
        } catch (SearchUnavailable e) {
            throw new RebuildNotBegun(e);
        } finally {
            if (!begun) {
                busy.set(false);
            }
        }
    }

    ReindexAnswer progress() {
        return progress;
    }

    private void run(SearchIndex.Rebuild rebuild, Instant startedAt) {
        ReindexAnswer end = failed(startedAt, "The rebuild broke off.");
        try {
            long documents = reindex.run(rebuild, done -> progress = running(done, startedAt));
            end = new ReindexAnswer("done", documents, startedAt, clock.instant(), null);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("reindex failed; the old index stays");
            end = failed(startedAt, why(e));
        } finally {
            progress = end;
            busy.set(false);
        }
    }

    private static String why(RuntimeException failure) {
        if (failure instanceof SearchUnavailable) {
            return "The search engine went away. The old index stays. Begin again when the engine is back.";
        }
        if (failure instanceof ObjectStoreException store && store.retryable()) {
            return "The store could not be reached. The old index stays. Begin again when the store is back.";
        }
        return "The rebuild failed. The old index stays. The administrator finds the reason in the log.";
    }

    private static ReindexAnswer running(long documents, Instant startedAt) {
        return new ReindexAnswer("running", documents, startedAt, null, null);
    }

    private ReindexAnswer failed(Instant startedAt, String problem) {
        return new ReindexAnswer("failed", progress.documents(), startedAt, clock.instant(), problem);
    }
}
