package org.kartoteka.server.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.kartoteka.archive.lease.Nodes;
import org.kartoteka.archive.search.Reindex;
import org.kartoteka.server.search.OperatedIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds an index that is new, damaged or of another version from the archive, on the node that does the upkeep. */
final class IndexKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IndexKeeper.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Reindex reindex;
    private final OperatedIndex index;
    private final Nodes nodes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("index-keeper").factory());

    IndexKeeper(Reindex reindex, OperatedIndex index, Nodes nodes) {
        this.reindex = reindex;
        this.index = index;
        this.nodes = nodes;
        var looking = thread.scheduleWithFixedDelay(this::look, 1, EVERY.toSeconds(), TimeUnit.SECONDS);
        if (looking.isCancelled()) {
            throw new IllegalStateException("the index is not looked after");
        }
    }

    private void look() {
        try {
            if (nodes.isUpkeeper() && index.health().rebuildNeeded()) {
                log.info("the search index is built from the archive");
                long documents = reindex.run(index, _ -> {});
                log.atInfo().addKeyValue("documents", documents).log("the search index was built");
            }
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("the search index cannot be built now and is tried again");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
