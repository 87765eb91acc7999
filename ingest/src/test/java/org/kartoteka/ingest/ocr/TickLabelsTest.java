package org.kartoteka.ingest.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.PageResult.TickBox;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.FormLines;

final class TickLabelsTest {
    private static final List<Word> WORDS = List.of(
            word("by", 140, 100),
            word("post", 180, 101),
            word("by", 440, 99),
            word("mail", 480, 100),
            word("elsewhere", 700, 100),
            word("below", 140, 150));

    @Test
    void aLabelIsWhatStandsBehindTheBoxUpToTheNextOneOrToAWideGap() {
        List<TickBox> labelled = TickLabels.of(List.of(box(400, 98, false), box(100, 98, true)), WORDS);

        assertThat(labelled).extracting(TickBox::label).containsExactly("by post", "by mail");
        assertThat(labelled).extracting(TickBox::ticked).containsExactly(true, false);
    }

    @Test
    void boxesOfARowStayTogetherThoughOneIsAPointLarger() {
        List<FormLines.TickBox> row = List.of(
                new FormLines.TickBox(700, 2000, 20, 20, false), new FormLines.TickBox(100, 2003, 21, 21, true));

        assertThat(TickLabels.of(row, List.of())).extracting(TickBox::x).containsExactly(100, 700);
    }

    @Test
    void aBoxWithNothingBehindItHasNoLabel() {
        assertThat(TickLabels.of(List.of(box(100, 300, true)), WORDS))
                .extracting(TickBox::label)
                .containsExactly("");
    }

    private static FormLines.TickBox box(int x, int y, boolean ticked) {
        return new FormLines.TickBox(x, y, 26, 26, ticked);
    }

    private static Word word(String text, int x, int y) {
        return new Word(text, x, y, 12 * text.length(), 22, 1, 1);
    }
}
