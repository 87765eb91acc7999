package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.kartoteka.archive.search.SearchUnavailable;

/**
 * Writes entries, some together. A version below the one that is there changes nothing and is a success.
 *
 * <p>Bounded: so many entries and bytes in one request, twice as many bytes under way from all threads, so many tries where
 * the cluster has too much to do.
 */
final class BulkWriter {
    private static final int ENTRIES_MAX = 500;
    /** About half a minute. */
    private static final int TRIES_MAX = 11;

    private static final int KIB = 1024;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int NOT_FOUND = 404;

    private final Cluster cluster;
    private final int bytesMax;
    private final int kibUnderWayMax;
    private final Duration patience;
    private final Semaphore kibFree;

    BulkWriter(Cluster cluster, ElasticsearchSettings settings) {
        this.cluster = cluster;
        this.bytesMax = settings.bulkMiB() * KIB * KIB;
        this.kibUnderWayMax = 2 * settings.bulkMiB() * KIB;
        this.patience = settings.requestTimeout().multipliedBy(2);
        this.kibFree = new Semaphore(kibUnderWayMax, true);
    }

    /**
     * An entry to write.
     *
     * @param version as the cluster compares it
     * @param source JSON
     */
    record Entry(String id, long version, BinaryData source) {}

    /**
     * Writes the entries into the index that the alias points to.
     *
     * @return the index that took all of them, or empty where there is no such alias, or it was switched meanwhile
     * @throws IllegalArgumentException the cluster refuses one of them for what it holds; others may have been written
     * @throws SearchUnavailable the cluster cannot take them now; some may have been written
     */
    Optional<String> write(String alias, List<Entry> entries) {
        Set<String> indexes = new HashSet<>();
        List<Entry> together = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : entries) {
            boolean full =
                    together.size() == ENTRIES_MAX || bytes + entry.source().size() > bytesMax;
            if (full && !together.isEmpty()) {
                indexes.addAll(send(alias, together));
                together = new ArrayList<>();
                bytes = 0;
            }
            together.add(entry);
            bytes += entry.source().size();
        }
        indexes.addAll(send(alias, together));
        return indexes.size() == 1 && !indexes.contains(alias)
                ? Optional.of(indexes.iterator().next())
                : Optional.empty();
    }

    /** Sends one request when there is room. Returns where the entries are; the alias itself stands for nowhere. */
    private Set<String> send(String alias, List<Entry> entries) {
        int kib = (int) Math.min(
                kibUnderWayMax,
                1 + entries.stream().mapToLong(entry -> entry.source().size()).sum() / KIB);
        try {
            if (!kibFree.tryAcquire(kib, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SearchUnavailable(
                        "cannot add to the search index: earlier documents are still waiting", null);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            return sendWholeOrInHalves(alias, entries);
        } finally {
            kibFree.release(kib);
        }
    }

    private Set<String> sendWholeOrInHalves(String alias, List<Entry> entries) {
        try {
            return sendUntilTaken(alias, entries);
        } catch (Cluster.TooLarge e) {
            if (entries.size() == 1) {
                throw new IllegalArgumentException(
                        "document " + entries.getFirst().id() + " has more text than the cluster takes in one request",
                        e);
            }
            int middle = entries.size() / 2;
            Set<String> indexes = new HashSet<>(sendWholeOrInHalves(alias, entries.subList(0, middle)));
            indexes.addAll(sendWholeOrInHalves(alias, entries.subList(middle, entries.size())));
            return indexes;
        }
    }

    private Set<String> sendUntilTaken(String alias, List<Entry> entries) {
        Set<String> indexes = new HashSet<>();
        List<Entry> left = entries;
        for (int tries = 1; !left.isEmpty(); tries++) {
            left = sendOnce(alias, left, indexes);
            if (!left.isEmpty()) {
                if (tries == TRIES_MAX) {
                    throw new SearchUnavailable(
                            "cannot add " + left.size()
                                    + " documents to the search index: the cluster has too much to do",
                            null);
                }
                Cluster.pause(tries);
            }
        }
        return indexes;
    }

    /** Returns those that the cluster could not take now. */
    private List<Entry> sendOnce(String alias, List<Entry> entries, Set<String> indexes) {
        BulkResponse response;
        try {
            // Tried again by the caller, who knows which entries are left.
            response = cluster.askNow(
                    "add to the search index",
                    client -> client.bulk(request -> request.requireAlias(true)
                            .operations(entries.stream()
                                    .map(entry -> operation(alias, entry))
                                    .toList())));
        } catch (Cluster.Busy e) {
            return entries;
        }
        List<Entry> again = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            BulkResponseItem item = response.items().get(i);
            int status = item.status();
            if (status < 300 || status == CONFLICT) {
                indexes.add(String.valueOf(item.index()));
            } else if (status == NOT_FOUND) {
                indexes.add(alias);
            } else if (status == TOO_MANY) {
                again.add(entries.get(i));
            } else {
                throw refused(item);
            }
        }
        return again;
    }

    private static BulkOperation operation(String alias, Entry entry) {
        return BulkOperation.of(operation -> operation.index(index -> index.index(alias)
                .id(entry.id())
                .version(entry.version())
                .versionType(VersionType.ExternalGte)
                .document(entry.source())));
    }

    private static RuntimeException refused(BulkResponseItem item) {
        var error = item.error();
        String reason = error == null ? "status " + item.status() : error.type() + ": " + error.reason();
        boolean fault = item.status() >= 400 && item.status() < 500 && item.status() != 403;
        return fault
                ? new IllegalArgumentException("the search index refuses document " + item.id() + ": " + reason)
                : new SearchUnavailable("cannot add document " + item.id() + " to the search index: " + reason, null);
    }

    private static SearchUnavailable interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new SearchUnavailable("cannot add to the search index: interrupted", cause);
    }
}
