package org.kartoteka.api.rest;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.search.Reindex;
import org.kartoteka.archive.search.SearchIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rebuilds the index in the background, once at a time. Searches go on meanwhile. */
public final class ReindexJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReindexJob.class);

    private final Reindex reindex;
    private final SearchIndex index;
    private final InstantSource clock;
    private volatile ReindexAnswer progress = new ReindexAnswer("none", 0, null, null);

    ReindexJob(Reindex reindex, SearchIndex index, InstantSource clock) {
        this.reindex = reindex;
        this.index = index;
        this.clock = clock;
    }

    /** Starts a rebuild unless one runs; returns at once. */
    public synchronized void begin() {
        start();
    }

    /** As {@link #begin()}, and says how far it is. */
    synchronized ReindexAnswer start() {
        if (!progress.state().equals("running")) {
            Instant startedAt = clock.instant();
            progress = new ReindexAnswer("running", 0, startedAt, null);
            Thread.ofVirtual().name("reindex").start(() -> run(startedAt));
        }
        return progress;
    }

    ReindexAnswer progress() {
        return progress;
    }

    private void run(Instant startedAt) {
        String state = "failed";
        @Nullable Long documents = null;
        try {
            documents = reindex.run(index, done -> progress = new ReindexAnswer("running", done, startedAt, null));
            state = "done";
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("reindex failed; the old index stays");
        } finally {
            long counted = documents == null ? progress.documents() : documents;
            progress = new ReindexAnswer(state, counted, startedAt, clock.instant());
        }
    }
}
