package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch._types.CommonStatsFlag;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.indices.stats.IndexStats;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.IndexEntries.Entry;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.elasticsearch.EntryJson.Stored;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an index in the cluster holds. */
final class Entries {
    private static final Logger log = LoggerFactory.getLogger(Entries.class);

    /** Each of them may have to be looked up in the store while their view is kept. */
    private static final int READ_TOGETHER = 500;

    private static final Time KEPT = Time.of(time -> time.time("5m"));
    private static final Time AT_ONCE = Time.of(time -> time.time("1s"));

    private final Cluster cluster;

    Entries(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The version of the entry as it was written last, visible to searches or not. */
    Optional<Long> version(String index, DocumentId id) {
        var found = cluster.ask(
                "look up document " + id,
                client -> client.get(
                        request -> request.index(index).id(id.value()).source(source -> source.fetch(false)),
                        Stored.class));
        Long standing = found.version();
        return found.found() && standing != null ? Standing.version(standing) : Optional.empty();
    }

    long count(String index) {
        return cluster.ask(
                "count the documents in the search index",
                client -> client.count(request -> request.index(index).query(ElasticsearchQueries.entries()))
                        .count());
    }

    /** Entries that share enough with the fingerprint, those with the most and rarest terms first. */
    List<DocumentId> alike(String index, Fingerprint fingerprint, DocumentId except, int limit) {
        if (fingerprint.terms().size() < Fingerprint.SHARED_MIN || limit < 1) {
            return List.of();
        }
        return cluster
                .askNow(
                        "look for documents that are alike",
                        client -> client.search(
                                request -> request.index(index)
                                        .query(ElasticsearchQueries.alike(fingerprint, except))
                                        .size(limit)
                                        .source(source -> source.fetch(false))
                                        .trackTotalHits(track -> track.enabled(false)),
                                Stored.class))
                .hits()
                .hits()
                .stream()
                .map(hit -> new DocumentId(String.valueOf(hit.id())))
                .toList();
    }

    /** Holds what is visible now for a walk over it. */
    String openPointInTime(String index) {
        return cluster.ask(
                "read the search index",
                client -> client.openPointInTime(
                                request -> request.index(List.of(index)).keepAlive(KEPT))
                        .id());
    }

    /**
     * Calls the consumer with every entry; ends the walk.
     *
     * @throws SearchUnavailable the cluster is away or has too much to do, or the index was deleted meanwhile
     */
    void forEach(String pointInTime, Consumer<Entry> consumer) {
        String held = pointInTime;
        List<FieldValue> after = List.of();
        try {
            while (true) {
                SearchResponse<Stored> page = page(held, after);
                List<Hit<Stored>> hits = page.hits().hits();
                for (Hit<Stored> hit : hits) {
                    consumer.accept(new Entry(new DocumentId(String.valueOf(hit.id())), version(hit)));
                }
                String renewed = page.pitId();
                held = renewed == null ? held : renewed;
                if (hits.size() < READ_TOGETHER) {
                    return;
                }
                after = hits.getLast().sort();
            }
        } finally {
            close(held);
        }
    }

    /** Where that fails, the cluster does it by itself after a while. */
    private void close(String pointInTime) {
        try {
            cluster.ask(
                    "end reading the search index",
                    client -> client.closePointInTime(request -> request.id(pointInTime)));
        } catch (SearchUnavailable | Cluster.Busy | Cluster.IndexMissing e) {
            log.atDebug().setCause(e).log("a view of the search index is held until its time is up");
        }
    }

    private SearchResponse<Stored> page(String pointInTime, List<FieldValue> after) {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .pit(pit -> pit.id(pointInTime).keepAlive(KEPT))
                .query(ElasticsearchQueries.entries())
                .size(READ_TOGETHER)
                .source(source -> source.fetch(false))
                .docvalueFields(field -> field.field(IndexFields.VERSION))
                .sort(sort -> sort.field(field -> field.field("_shard_doc").order(SortOrder.Asc)))
                .trackTotalHits(track -> track.enabled(false))
                .allowPartialSearchResults(false);
        if (!after.isEmpty()) {
            request.searchAfter(after);
        }
        SearchRequest built = request.build();
        try {
            return cluster.ask("read the search index", client -> client.search(built, Stored.class));
        } catch (Cluster.Busy | Cluster.TooLarge | Cluster.IndexMissing e) {
            throw new SearchUnavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static long version(Hit<Stored> hit) {
        var versions = hit.fields().get(IndexFields.VERSION);
        if (versions == null) {
            throw new SearchUnavailable("entry " + hit.id() + " of the search index has no version", null);
        }
        return versions.toJson().asJsonArray().getJsonNumber(0).longValue();
    }

    /** Whether all parts of the index are there. */
    boolean isWhole(String index) {
        HealthStatus status = cluster.ask(
                "ask for the health of the cluster",
                client -> client.cluster()
                        .health(request -> request.index(index).timeout(AT_ONCE))
                        .status());
        return status != HealthStatus.Red;
    }

    long sizeBytes(String indexes) {
        return cluster.ask("measure the search index", client -> {
            IndexStats all = client.indices()
                    .stats(request -> request.index(indexes).metric(CommonStatsFlag.Store))
                    .all()
                    .total();
            return all == null || all.store() == null ? 0L : all.store().sizeInBytes();
        });
    }
}
