package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.search.SearchQuery.Word;

final class SearchRescueTest {
    private final InMemorySearchIndex index = new InMemorySearchIndex();
    private final SearchRescue rescue = new SearchRescue(index, Duration.ofMinutes(1));

    @BeforeEach
    void fill() {
        index.put(List.of(
                aDocument(1).page("līgums par tālruni").build(),
                aDocument(2).page("rēķins par tālruni").build(),
                aDocument(3).page("rēķins par tālruni").build()));
    }

    @Test
    void leavesAloneWhatIsFoundAndWhatAsksForNothing() {
        assertThat(rescue.search(QueryParser.parse("līgums")).instead()).isEmpty();
        assertThat(rescue.search(QueryParser.parse("-par")).instead()).isEmpty();
        assertThat(rescue.search(QueryParser.parse("type:invoice")).instead()).isEmpty();
    }

    @Test
    void leavesOutTheWordsThatNothingHasAndSaysSo() {
        SearchRescue.Found found = rescue.search(QueryParser.parse("līgums qqqq tālruni wwww"));

        assertThat(found.result().total()).isEqualTo(1);
        assertThat(found.instead().orElseThrow().leftOut()).containsExactly(word("qqqq"), word("wwww"));
        assertThat(found.instead().orElseThrow().query().terms()).containsExactly(word("līgums"), word("tālruni"));
    }

    @Test
    void leavesOutTheCommonestOfWordsThatNeverMeet() {
        SearchRescue.Found found = rescue.search(QueryParser.parse("līgums rēķins"));

        assertThat(found.instead().orElseThrow().leftOut()).containsExactly(word("rēķins"));
        assertThat(found.result().total()).isEqualTo(1);
    }

    @Test
    void neverBringsBackWhatIsExcludedOrFilteredOut() {
        assertThat(rescue.search(QueryParser.parse("līgums qqqq -tālruni")))
                .isEqualTo(new SearchRescue.Found(
                        index.search(QueryParser.parse("līgums qqqq -tālruni")), java.util.Optional.empty()));
        assertThat(rescue.search(QueryParser.parse("līgums qqqq type:invoice"))
                        .result()
                        .total())
                .isZero();
    }

    @Test
    void beginsNoSearchForFewerWordsAfterItsTime() {
        SearchRescue hurried = new SearchRescue(index, Duration.ofNanos(1));

        assertThat(hurried.search(QueryParser.parse("līgums qqqq")).instead()).isEmpty();
    }

    private static Word word(String text) {
        return new Word(text, false, false);
    }
}
