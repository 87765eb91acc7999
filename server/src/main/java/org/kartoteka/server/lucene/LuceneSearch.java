package org.kartoteka.server.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.Weight;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchResult;
import org.kartoteka.archive.search.SearchResult.FacetCount;
import org.kartoteka.archive.search.SearchResult.Hit;
import org.kartoteka.archive.search.SearchResult.Snippet;
import org.kartoteka.server.search.AnalysisPool;
import org.kartoteka.server.search.Clause;
import org.kartoteka.server.search.DocumentHead;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Snippets;

/** Runs one query. Hits of the same score come newest first, then by id, so that windows of a result fit together. */
final class LuceneSearch {
    private static final Sort BEST = new Sort(
            SortField.FIELD_SCORE,
            new SortField(IndexFields.RECEIVED, SortField.Type.LONG, true),
            new SortField(IndexFields.ID, SortField.Type.STRING));
    private static final Sort OLDEST = new Sort(
            new SortField(IndexFields.RECEIVED, SortField.Type.LONG),
            new SortField(IndexFields.ID, SortField.Type.STRING));

    private final IndexSearcher searcher;
    private final DocumentMapping mapping;
    private final AnalysisPool.Both analysis;
    private final long deadlineNanos;

    LuceneSearch(IndexSearcher shared, DocumentMapping mapping, AnalysisPool.Both analysis, Duration timeLimit) {
        this.searcher = new IndexSearcher(shared.getIndexReader());
        this.mapping = mapping;
        this.analysis = analysis;
        this.deadlineNanos = System.nanoTime() + timeLimit.toNanos();
        searcher.setTimeout(this::isLate);
    }

    SearchResult run(SearchQuery query) throws IOException {
        List<Clause> clauses = analysis.queries().clauses(query);
        Query terms = searcher.rewrite(LuceneQueries.terms(clauses));
        List<String> filtered = IndexFields.filteredFacets(query);
        List<String> unfiltered = IndexFields.FACETS.stream()
                .filter(facet -> !filtered.contains(facet))
                .toList();

        int wanted = Math.min(
                query.offset() + query.limit(), searcher.getIndexReader().maxDoc());
        TopFieldCollectorManager best =
                new TopFieldCollectorManager(order(query), Math.max(1, wanted), null, Integer.MAX_VALUE);
        FacetCounts counting = new FacetCounts(unfiltered);
        Object[] found = searcher.search(
                LuceneQueries.filtered(terms, query, ""),
                new MultiCollectorManager((CollectorManager<?, ?>) best, (CollectorManager<?, ?>) counting));
        TopFieldDocs top = (TopFieldDocs) found[0];
        Map<String, List<FacetCount>> facets = new HashMap<>(facetsIn(found[1]));
        for (String facet : filtered) {
            facets.putAll(
                    searcher.search(LuceneQueries.filtered(terms, query, facet), new FacetCounts(List.of(facet))));
        }
        List<Hit> hits = hits(query, clauses, terms, top);
        return new SearchResult(top.totalHits.value(), hits, facets, !searcher.timedOut());
    }

    private static Sort order(SearchQuery query) {
        return switch (query.order()) {
            case BEST -> BEST;
            case OLDEST -> OLDEST;
        };
    }

    private List<Hit> hits(SearchQuery query, List<Clause> clauses, Query terms, TopFieldDocs top) throws IOException {
        Weight weight = searcher.createWeight(terms, ScoreMode.COMPLETE_NO_SCORES, 1);
        HitPages pages = new HitPages(weight, searcher.getIndexReader());
        Snippets snippets = new Snippets(analysis.texts(), clauses);
        List<Hit> hits = new ArrayList<>();
        int end = Math.min(query.offset() + query.limit(), top.scoreDocs.length);
        for (int i = query.offset(); i < end; i++) {
            ScoreDoc place = top.scoreDocs[i];
            Document stored = searcher.storedFields().document(place.doc, Set.of(IndexFields.HEAD));
            DocumentHead head = mapping.head(stored.getBinaryValue(IndexFields.HEAD));
            List<Snippet> found = isLate()
                    ? List.of()
                    : snippets.of(
                            head.pages(), pages.best(place.doc, head.pages().size()));
            hits.add(new Hit(head.document(), head.pages().size(), found));
        }
        return hits;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<FacetCount>> facetsIn(Object reduced) {
        return (Map<String, List<FacetCount>>) reduced;
    }

    private boolean isLate() {
        return System.nanoTime() - deadlineNanos > 0;
    }
}
