package org.kartoteka.server.benchmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.search.SearchIndex;

/** Holds every engine to how well it answers the judged queries over our own texts, a little below what was measured. */
public abstract class SearchQuality {
    private static final Path QUERIES =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("docs/benchmarks/search");

    /** An index, of whatever content. */
    protected abstract SearchIndex open() throws Exception;

    protected abstract void close(SearchIndex index) throws Exception;

    @Test
    void answersWhatPeopleTypeAboutTextsReadWithoutErrors() throws Exception {
        SearchScores scores = run(Reading.AS_WRITTEN);

        assertThat(scores.answers()).hasSizeGreaterThan(240);
        assertThat(scores.ndcg()).as("nDCG@10").isGreaterThan(0.94);
        assertThat(scores.zeroHits()).as("zero hits").isLessThan(0.03);
        Map<String, Double> least = Map.of("exact", 0.9, "name-latin", 0.9, "number", 0.95, "phrase", 0.9);
        least.forEach((kind, ndcg) -> assertThat(
                        scores.where(answer -> answer.kind().equals(kind)).ndcg())
                .as(kind)
                .isGreaterThan(ndcg));
    }

    @Test
    void answersWhatPeopleTypeAboutTextsReadWithErrors() throws Exception {
        SearchScores scores = run(Reading.MISREAD);

        assertThat(scores.ndcg()).as("nDCG@10").isGreaterThan(0.89);
    }

    private SearchScores run(Reading reading) throws Exception {
        SearchIndex index = open();
        try {
            return SearchBenchmark.ofTexts(QUERIES).run(index, reading);
        } finally {
            close(index);
        }
    }
}
