package org.kartoteka.server.benchmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchScoresTest {
    private static final JudgedQuery QUERY =
            new JudgedQuery("lv", "exact", "līgums", Relevance.parse("-"), Relevance.parse("-"));
    private static final KnownText TEXT = new KnownText(
            "lv-1",
            "lv",
            "contract",
            Map.of("customerName", "Ilze Vītola"),
            Map.of(),
            List.of(new KnownText.Page("LĪGUMS par sakariem", "LIGUMS"), new KnownText.Page("Otrā lapa", "")));

    @Test
    void theBestOrderScoresOneAndNothingFoundScoresNothing() {
        SearchScores.Answer best = SearchScores.Answer.of(QUERY, 3, List.of(2, 1, 0), List.of(0, 1, 2), 1);
        SearchScores.Answer none = SearchScores.Answer.of(QUERY, 0, List.of(), List.of(0, 1, 2), 1);

        assertThat(best.ndcg()).isEqualTo(1);
        assertThat(best.reciprocalRank()).isEqualTo(1);
        assertThat(best.recall()).isEqualTo(1);
        assertThat(none.ndcg() + none.reciprocalRank() + none.recall()).isZero();
    }

    @Test
    void aRelevantHitLowerDownScoresLess() {
        SearchScores.Answer second = SearchScores.Answer.of(QUERY, 9, List.of(0, 2), List.of(2, 0, 1), 1);

        // (3 / log2 3) / (3 + 1 / log2 3)
        assertThat(second.ndcg()).isCloseTo(0.5213, within(0.0001));
        assertThat(second.reciprocalRank()).isEqualTo(0.5);
        assertThat(second.recall()).isEqualTo(0.5);
    }

    @Test
    void sharesAreOfTheQueriesAsked() {
        SearchScores scores = new SearchScores(List.of(
                SearchScores.Answer.of(QUERY, 1, List.of(2), List.of(2), 1),
                SearchScores.Answer.of(QUERY, 0, List.of(), List.of(2), 1)));

        assertThat(scores.zeroHits()).isEqualTo(0.5);
        assertThat(scores.ndcg()).isEqualTo(0.5);
        assertThat(scores.where(answer -> answer.total() == 1).ndcg()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "type=contract & text~līgum, true",
        "type=contract & text~sūdzīb, false",
        "type=contract & !text~sūdzīb, true",
        "type=letter | doc=lv-1, true",
        "customerName=Ilze Vītola, true",
        "customerName=Ilze, false",
        "customerName~vītol, true",
        "phone~1, false",
        "text~^otrā, false",
        "text~\\botr, true",
        "-, false"
    })
    void relevanceIsWhatADocumentIsAndSays(String rule, boolean holds) {
        assertThat(Relevance.parse(rule).holds(TEXT)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "~x", "text?x", "a=b & c"})
    void refusesARuleThatSaysNothing(String rule) {
        assertThatThrownBy(() -> Relevance.parse(rule)).isInstanceOf(IllegalArgumentException.class);
    }
}
