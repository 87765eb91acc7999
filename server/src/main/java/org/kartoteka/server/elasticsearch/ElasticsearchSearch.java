package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SearchType;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.util.NamedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;
import org.kartoteka.archive.search.SearchResult.FacetCount;
import org.kartoteka.archive.search.SearchResult.Hit;
import org.kartoteka.archive.search.SearchResult.Snippet;
import org.kartoteka.server.elasticsearch.EntryJson.Stored;
import org.kartoteka.server.search.AnalysisPool;
import org.kartoteka.server.search.Clause;
import org.kartoteka.server.search.DocumentHead;
import org.kartoteka.server.search.IndexFields;

/**
 * Runs one query in one index. Hits of the same score come newest first, then by id, so that windows of a result fit
 * together; the same query goes to the same copies of the shards.
 */
final class ElasticsearchSearch {
    private static final String VALUES = "values";

    /** Of each shard so many values of a facet are counted, so that the most frequent ones of all are among them. */
    private static final int SHARD_VALUES = 1_000;

    private final Cluster cluster;
    private final ElasticsearchSettings settings;
    private final String index;
    private final AnalysisPool.Both analysis;
    private final long deadlineNanos;

    ElasticsearchSearch(Cluster cluster, ElasticsearchSettings settings, IndexName index, AnalysisPool.Both analysis) {
        this.cluster = cluster;
        this.settings = settings;
        this.index = index.toString();
        this.analysis = analysis;
        this.deadlineNanos = System.nanoTime() + settings.queryTimeLimit().toNanos();
    }

    SearchResult run(SearchQuery query) {
        List<Clause> clauses = analysis.queries().clauses(query);
        SearchRequest request = request(query, ElasticsearchQueries.terms(clauses));
        SearchResponse<Stored> found = cluster.askNow("search", client -> client.search(request, Stored.class));
        Map<String, List<FacetCount>> facets = new HashMap<>();
        IndexFields.FACETS.forEach(facet -> facets.put(facet, counts(found, facet)));
        var total = found.hits().total();
        boolean complete = !found.timedOut() && found.shards().failed().intValue() == 0;
        return new SearchResult(total == null ? 0 : total.value(), hits(found, clauses), facets, complete);
    }

    private SearchRequest request(SearchQuery query, Query terms) {
        SearchRequest.Builder request = new SearchRequest.Builder()
                .index(index)
                .query(terms)
                .postFilter(ElasticsearchQueries.filters(query, ""))
                .from(query.offset())
                .size(query.limit())
                .trackTotalHits(track -> track.enabled(true))
                .sort(order(query))
                .source(source -> source.filter(only -> only.includes(IndexFields.HEAD, IndexDefinition.CHARS)))
                .timeout(settings.queryTimeLimit().toMillis() + "ms")
                .allowPartialSearchResults(true)
                .preference(
                        "kartoteka" + Integer.toHexString(query.withWindow(0, 0).hashCode()));
        if (settings.shards() > 1) {
            request.searchType(SearchType.DfsQueryThenFetch);
        }
        for (String facet : IndexFields.FACETS) {
            request.aggregations(facet, aggregation(facet, ElasticsearchQueries.filters(query, facet)));
        }
        return request.build();
    }

    private static List<SortOptions> order(SearchQuery query) {
        return switch (query.order()) {
            case BEST ->
                List.of(
                        SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))),
                        by(IndexFields.RECEIVED, SortOrder.Desc),
                        by(IndexFields.ID, SortOrder.Asc));
            case OLDEST -> List.of(by(IndexFields.RECEIVED, SortOrder.Asc), by(IndexFields.ID, SortOrder.Asc));
        };
    }

    private static SortOptions by(String name, SortOrder direction) {
        return SortOptions.of(sort -> sort.field(field -> field.field(name).order(direction)));
    }

    private static Aggregation aggregation(String facet, Query filters) {
        Aggregation values = Aggregation.of(aggregation -> aggregation.terms(terms -> terms.field(facet)
                .size(IndexFields.FACET_VALUES_MAX)
                .shardSize(SHARD_VALUES)
                .order(List.of(NamedValue.of("_count", SortOrder.Desc), NamedValue.of("_key", SortOrder.Asc)))));
        return Aggregation.of(aggregation -> aggregation.filter(filters).aggregations(VALUES, values));
    }

    private static List<FacetCount> counts(SearchResponse<Stored> found, String facet) {
        var counted = found.aggregations().get(facet);
        if (counted == null) {
            return List.of();
        }
        return counted.filter().aggregations().getOrDefault(VALUES, counted).sterms().buckets().array().stream()
                .map(bucket -> new FacetCount(text(bucket.key()), bucket.docCount()))
                .toList();
    }

    private static String text(FieldValue value) {
        return value.isString() ? value.stringValue() : String.valueOf(value._get());
    }

    private List<Hit> hits(SearchResponse<Stored> found, List<Clause> clauses) {
        Map<String, DocumentHead> heads = new HashMap<>();
        List<HitTexts.Wanted> wanted = new ArrayList<>();
        for (var hit : found.hits().hits()) {
            Stored stored = hit.source();
            DocumentHead head = stored == null ? null : stored.head();
            if (stored != null && head != null) {
                long chars = stored.chars() == null ? 0 : stored.chars();
                String id = head.document().id().value();
                heads.put(id, head);
                wanted.add(new HitTexts.Wanted(id, chars, head.pages()));
            }
        }
        Map<String, List<Snippet>> snippets =
                new HitTexts(cluster, index, analysis.texts(), clauses, this::isLate).snippets(wanted);
        List<Hit> hits = new ArrayList<>();
        for (HitTexts.Wanted hit : wanted) {
            DocumentHead head = heads.get(hit.id());
            if (head != null) {
                hits.add(new Hit(head.document(), head.pages().size(), snippets.getOrDefault(hit.id(), List.of())));
            }
        }
        return hits;
    }

    private boolean isLate() {
        return System.nanoTime() - deadlineNanos > 0;
    }
}
