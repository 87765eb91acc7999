package org.kartoteka.server.benchmark.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchRescue;
import org.kartoteka.archive.search.SearchResult;

/**
 * Asks an index the judged queries over a collection of texts that are known. What is relevant was judged by what the
 * documents are and say, without looking at what any search finds; queries that nothing in the collection answers are left
 * out.
 */
public final class SearchBenchmark {
    /** What is found does not depend on how busy the machine is. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<JudgedQuery> queries;
    private final List<KnownText> texts;
    private final String collection;

    private SearchBenchmark(Path queries, List<KnownText> texts, String collection) throws IOException {
        this.queries = JudgedQuery.in(queries.resolve("queries.tsv"));
        this.texts = texts;
        this.collection = collection;
    }

    /**
     * Over the texts beside the queries.
     *
     * @param queries the folder {@code docs/benchmarks/search}
     */
    public static SearchBenchmark ofTexts(Path queries) throws IOException {
        return new SearchBenchmark(queries, KnownTexts.written(queries.resolve("texts")), "own texts");
    }

    /**
     * Over the truths of scans.
     *
     * @param queries the folder {@code docs/benchmarks/search}
     */
    public static SearchBenchmark ofScans(Path queries, Path scans) throws IOException {
        return new SearchBenchmark(queries, KnownTexts.scanned(scans), "scans");
    }

    String collection() {
        return collection;
    }

    int documents() {
        return texts.size();
    }

    /** Fills the index anew with the texts and asks the queries; what was in it before is gone. */
    public SearchScores run(SearchIndex index, Reading reading) {
        try (SearchIndex.Rebuild rebuild = index.rebuild()) {
            rebuild.put(Entries.of(texts, reading));
            rebuild.activate();
        }
        SearchRescue rescue = new SearchRescue(index, PATIENCE);
        Map<DocumentId, KnownText> byId = new HashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            byId.put(Entries.id(i), texts.get(i));
        }
        List<SearchScores.Answer> answers = new ArrayList<>();
        for (JudgedQuery query : queries) {
            List<Integer> all = texts.stream().map(query::grade).toList();
            if (all.stream().allMatch(grade -> grade == 0)) {
                continue;
            }
            long from = System.nanoTime();
            SearchResult result = rescue.search(QueryParser.parse(query.typed()).withWindow(0, SearchScores.FIRST))
                    .result();
            double milliseconds = (System.nanoTime() - from) / 1e6;
            List<Integer> found = result.hits().stream()
                    .map(hit -> byId.get(hit.document().id()))
                    .map(text -> text == null ? 0 : query.grade(text))
                    .toList();
            answers.add(SearchScores.Answer.of(query, result.total(), found, all, milliseconds));
        }
        return new SearchScores(answers);
    }
}
