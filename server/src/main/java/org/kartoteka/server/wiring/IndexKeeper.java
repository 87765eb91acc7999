package org.kartoteka.server.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.kartoteka.archive.search.RebuildRunning;
import org.kartoteka.archive.search.ReindexJob;
import org.kartoteka.routes.Upkeep;
import org.kartoteka.routes.WorkInHand;
import org.kartoteka.server.search.IndexHealth;
import org.kartoteka.server.search.OperatedIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the index on the node that does the upkeep: builds one that is new, damaged or of another version from the archive, and
 * has what waits for the engine brought up when that is back.
 */
final class IndexKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IndexKeeper.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final ReindexJob reindex;
    private final OperatedIndex index;
    private final Upkeep upkeep;
    private final WorkInHand inHand;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-keeper").factory());
    private boolean wasAway;

    IndexKeeper(ReindexJob reindex, OperatedIndex index, Upkeep upkeep, WorkInHand inHand) {
        this(reindex, index, upkeep, inHand, EVERY);
    }

    IndexKeeper(ReindexJob reindex, OperatedIndex index, Upkeep upkeep, WorkInHand inHand, Duration every) {
        this.reindex = reindex;
        this.index = index;
        this.upkeep = upkeep;
        this.inHand = inHand;
        var looking = thread.scheduleWithFixedDelay(
                this::look, Math.min(FIRST.toMillis(), every.toMillis()), every.toMillis(), TimeUnit.MILLISECONDS);
        if (looking.isCancelled()) {
            throw new IllegalStateException("the index is not looked after");
        }
    }

    private void look() {
        try {
            if (!upkeep.isMine()) {
                return;
            }
            IndexHealth health = index.health();
            if (wasAway && health.available()) {
                log.info("the search engine is back");
                inHand.endOutage();
            }
            wasAway = !health.available();
            if (health.rebuildNeeded() && !reindex.progress().isRunning()) {
                reindex.start();
                log.info("the search index is built from the archive");
            }
        } catch (RebuildRunning e) {
            log.info("the search index is being built already");
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("the search index cannot be built now and is tried again");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
