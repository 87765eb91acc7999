package org.kartoteka.server.elasticsearch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An index being built in the cluster. While it lasts, it says so from time to time. */
final class RebuildBeside implements SearchIndex.Rebuild {
    private static final Logger log = LoggerFactory.getLogger(RebuildBeside.class);

    private final IndexName name;
    private final Generations generations;
    private final BulkWriter writer;
    private final EntryJson json;
    private final Cluster cluster;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong renewedNanos = new AtomicLong(System.nanoTime());
    private final Thread renewing;

    RebuildBeside(IndexName name, Generations generations, BulkWriter writer, EntryJson json, Cluster cluster) {
        this.name = name;
        this.generations = generations;
        this.writer = writer;
        this.json = json;
        this.cluster = cluster;
        this.renewing = Thread.ofVirtual().name("search-index-rebuild").start(this::renewLease);
    }

    private void renewLease() {
        try {
            while (!ended.await(generations.renewedEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    long now = System.nanoTime();
                    generations.renewLease(name);
                    renewedNanos.set(now);
                } catch (SearchUnavailable | Cluster.Busy e) {
                    log.atWarn().setCause(e).log("cannot say that the search index is still being built");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Cluster.IndexMissing e) {
            log.atWarn().setCause(e).log("the search index being built was taken away");
        }
    }

    @Override
    public void put(List<IndexedDocument> documents) {
        requireRunning();
        if (documents.isEmpty()) {
            return;
        }
        Optional<String> index = writer.write(
                IndexName.building(name.prefix()),
                documents.stream().map(json::entry).toList());
        if (!index.equals(Optional.of(name.toString()))) {
            // Others think this node dead. What it put went into their index, where versions decide as always.
            end();
            throw ended();
        }
    }

    @Override
    public void activate() {
        requireRunning();
        try {
            refresh();
            stopRenewing();
            requireRunning();
            generations.activate(name);
            end();
            refresh();
        } catch (Cluster.IndexMissing e) {
            end();
            throw new IllegalStateException("this rebuild has ended: its index was taken away", e);
        } catch (Cluster.Busy e) {
            throw new SearchUnavailable("cannot switch to the new search index", e);
        }
    }

    /** None is under way when this returns: a late one would mark the index as not built. */
    private void stopRenewing() {
        ended.countDown();
        try {
            renewing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchUnavailable("interrupted while switching to the new search index", e);
        }
    }

    private void refresh() {
        cluster.ask(
                "refresh the new search index",
                client -> client.indices().refresh(request -> request.index(name.toString())));
    }

    private void requireRunning() {
        // Without a lease others may have deleted the index, and made one of the same name.
        boolean leased = System.nanoTime() - renewedNanos.get() < Generations.LEASE.toNanos();
        if (!running.get() || !leased) {
            throw ended();
        }
    }

    private static IllegalStateException ended() {
        return new IllegalStateException("this rebuild has ended");
    }

    private void end() {
        running.set(false);
        ended.countDown();
    }

    @Override
    public void close() {
        if (!running.getAndSet(false)) {
            return;
        }
        ended.countDown();
        try {
            generations.abandon(name);
        } catch (SearchUnavailable | Cluster.Busy | Cluster.IndexMissing e) {
            log.atWarn().setCause(e).log("an index that is not needed could not be deleted; the next rebuild will");
        }
    }
}
