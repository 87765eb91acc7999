package org.kartoteka.ingest.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.PageResult.Word;

final class ScrapsTest {
    @Test
    void aDoubtedShortWordAmidALineThatReadsWellStays() {
        assertThat(left(word("Please", 1, 0.95), word("no", 1, 0.4), word("letters", 1, 0.96)))
                .containsExactly("Please", "no", "letters");
    }

    @Test
    void doubtedShortWordsAtTheEndsOfALineAndAmidAPoorOneGo() {
        assertThat(left(word("|", 1, 0.2), word("Yours", 1, 0.95), word("Jy", 1, 0.3)))
                .containsExactly("Yours");
        assertThat(left(word("Ruy", 1, 0.5), word("j(", 1, 0.3), word("kvz", 1, 0.4)))
                .containsExactly("Ruy", "kvz");
    }

    @Test
    void digitsAndWordsThatAreNotDoubtedStayWhereverTheyStand() {
        assertThat(left(word("7", 1, 0.2), word("A", 2, 0.9), word("Kr", 2, 0.6)))
                .containsExactly("7", "A", "Kr");
    }

    private static List<String> left(Word... words) {
        return Scraps.without(List.of(words)).stream().map(Word::text).toList();
    }

    private static Word word(String text, int line, double confidence) {
        return new Word(text, 0, 0, 10, 10, line, confidence);
    }
}
