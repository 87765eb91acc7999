package org.kartoteka.ingest.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.PageResult.Word;

final class ReadingOrderTest {
    private static final int CHARACTER = 10;
    private static final int HEIGHT = 20;

    private final List<Word> words = new ArrayList<>();
    private int lines;

    @Test
    void aTableIsReadRowByRowThoughTheEngineFoundColumns() {
        column(100, 100, 40, "Line rental", "Local calls", "Fax calls", "Sum");
        column(600, 100, 40, "1", "20", "3", "24");
        column(900, 100, 40, "9.00", "0.50", "0.75", "21.25");

        assertThat(read()).isEqualTo("Line rental\t1\t9.00\nLocal calls\t20\t0.50\nFax calls\t3\t0.75\nSum\t24\t21.25");
    }

    @Test
    void aLabelStaysWithTheValueWrittenALittleHigherBesideIt() {
        line(100, 200, "Name");
        line(400, 192, "Anna Berzina");
        line(100, 260, "Street");
        line(400, 252, "Long Road 5");

        assertThat(read()).isEqualTo("Name\tAnna Berzina\nStreet\tLong Road 5");
    }

    @Test
    void columnsOfTextAreReadOneAfterTheOther() {
        column(
                100,
                100,
                26,
                "the first column begins here and",
                "goes on with a second line that",
                "fills it",
                "up to its end, line by line and on");
        column(
                700,
                106,
                26,
                "the other column has its lines",
                "at heights of its own, as text",
                "set in columns often has, and so",
                "it ends where it wants to end");

        assertThat(read())
                .startsWith("the first column begins here and\ngoes on with")
                .endsWith("and so\nit ends where it wants to end");
    }

    @Test
    void anAddressIsNotMixedWithTheReferencesBesideIt() {
        column(100, 100, 26, "Anna Berzina", "Long Road 5", "Riga");
        column(700, 100, 26, "Date: 2 August 2002", "Customer: 50031764", "Agreement: EE/50088-01", "Period: July");

        assertThat(read())
                .isEqualTo("Anna Berzina\nLong Road 5\nRiga\n"
                        + "Date: 2 August 2002\nCustomer: 50031764\nAgreement: EE/50088-01\nPeriod: July");
    }

    @Test
    void rowsOfAPageThatLeansAreStillRows() {
        for (int row = 0; row < 4; row++) {
            int y = 100 + 60 * row;
            line(100, y, "one two three four five six seven", 0.02);
            line(900, y + 16, "11.00", 0.02);
        }

        assertThat(read().lines()).allMatch(line -> line.endsWith("seven\t11.00"));
    }

    @Test
    void everyWordIsThereOnceAndLinesAreNumberedInOrder() {
        column(100, 100, 40, "a b", "c", "d e f");
        column(500, 100, 40, "g", "h i", "j");

        List<Word> arranged = ReadingOrder.arrange(words);

        assertThat(arranged)
                .extracting(Word::text)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        assertThat(arranged).extracting(Word::line).isSorted().startsWith(1);
    }

    @Test
    void moreWordsThanAPageCanHaveStayAsTheyAre() {
        for (int i = 0; i < 10_001; i++) {
            words.add(new Word("x", 20 * i, 100, 10, HEIGHT, 1, 1));
        }

        assertThat(ReadingOrder.arrange(words)).isSameAs(words);
    }

    @Test
    void aPageWithoutWordsStaysOne() {
        assertThat(ReadingOrder.arrange(List.of())).isEmpty();
    }

    private String read() {
        return ReadingOrder.text(ReadingOrder.arrange(words));
    }

    private void column(int x, int y, int distance, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            line(x, y + i * distance, texts[i]);
        }
    }

    private void line(int x, int y, String text) {
        line(x, y, text, 0);
    }

    private void line(int x, int y, String text, double lean) {
        lines++;
        int at = x;
        for (String word : text.split(" ")) {
            int width = CHARACTER * word.length();
            words.add(new Word(word, at, (int) (y + lean * (at - x)), width, HEIGHT, lines, 1));
            at += width + CHARACTER;
        }
    }
}
