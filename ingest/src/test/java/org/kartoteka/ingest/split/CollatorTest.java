package org.kartoteka.ingest.split;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.ingest.split.Collator.Backs;
import org.kartoteka.ingest.split.Collator.Order;
import org.kartoteka.ingest.split.Collator.Side;
import org.kartoteka.ingest.split.Collator.ToldBy;

class CollatorTest {
    @Test
    void backsOfAStackThatWasTurnedOverComeLastFirst() {
        Order order = collate(pages(3), pages(3));

        assertThat(order.odd()).containsExactly(1, 3, 5);
        assertThat(order.even()).containsExactly(6, 4, 2);
        assertThat(order.toldBy()).isEqualTo(ToldBy.SETTING);
    }

    @Test
    void pageNumbersTellTheOrderThoughSomeAreMissingOrMisread() {
        List<Side> fronts = texts("text\n- 1 -", "text\nPage 3 of 8", "no number", "text\n7/8");

        Order forward = collate(fronts, texts("2", "4", "66", "8"));
        Order reversed = collate(fronts, texts("8", "6", "4", ""));

        assertThat(List.of(forward.backs(), forward.toldBy())).containsExactly(Backs.FORWARD, ToldBy.PAGE_NUMBERS);
        assertThat(forward.even()).containsExactly(2, 4, 6, 8);
        assertThat(List.of(reversed.backs(), reversed.toldBy())).containsExactly(Backs.REVERSED, ToldBy.PAGE_NUMBERS);
    }

    @Test
    void whatSomebodySaidDecidesOverPageNumbers() {
        Order order = Collator.collate(texts("1", "3"), texts("2", "4"), Optional.of(Backs.REVERSED), Backs.FORWARD)
                .orElseThrow();

        assertThat(order.backs()).isEqualTo(Backs.REVERSED);
        assertThat(order.toldBy()).isEqualTo(ToldBy.SAID);
    }

    @Test
    void lettersOfTwoPagesEachTellTheOrderToo() {
        // Three letters of one sheet each: 1 2, 1 2, 1 2. Both orders fit alike.
        Order alike = collate(texts("1", "1", "1"), texts("2", "2", "2"));
        // A letter of two pages, and one of four.
        Order told = collate(texts("1", "1", "3"), texts("2", "2", "4"));

        assertThat(alike.toldBy()).isEqualTo(ToldBy.SETTING);
        assertThat(told.backs()).isEqualTo(Backs.FORWARD);
    }

    @Test
    void passesOfDifferentLengthsDoNotFit() {
        assertThat(Collator.collate(pages(3), pages(2), Optional.empty(), Backs.REVERSED))
                .isEmpty();
        assertThat(Collator.collate(pages(2), pages(3), Optional.empty(), Backs.REVERSED))
                .isEmpty();
        assertThat(Collator.collate(pages(2), List.of(), Optional.empty(), Backs.REVERSED))
                .isEmpty();
    }

    @Test
    void coverSheetsOfThePassesAreNoSheetsOfTheStack() {
        Order order = collate(list(cover(), page(""), page("")), list(cover(), page(""), page("")));

        assertThat(order.odd()).containsExactly(1, 3, 5);
        assertThat(order.even()).containsExactly(2, 6, 4);
    }

    @Test
    void coverSheetThatStayedOnTheStackHasABlankBack() {
        Order order = collate(list(cover(), page("")), list(cover(), page(""), blank()));

        assertThat(order.odd()).containsExactly(2, 4);
        assertThat(order.even()).containsExactly(1, 5, 3);
        // Something is on its back: then it is another stack.
        assertThat(Collator.collate(
                        list(cover(), page("")), list(cover(), page(""), page("")), Optional.empty(), Backs.REVERSED))
                .isEmpty();
    }

    @Test
    void passOfNothingButItsCoverSheetFitsNothing() {
        assertThat(Collator.collate(list(cover()), list(cover()), Optional.empty(), Backs.REVERSED))
                .isEmpty();
    }

    @Test
    void eachPageHasOneNumberOfItsOwnHoweverThePassesLook() {
        for (int sheets = 1; sheets < 40; sheets++) {
            for (int covers = 0; covers < 3; covers++) {
                List<Side> odd = new ArrayList<>(pages(sheets));
                List<Side> even = new ArrayList<>(pages(sheets));
                for (int cover = 0; cover < covers; cover++) {
                    odd.add(sheets / (cover + 1), cover());
                }
                Order order = collate(odd, even);
                List<Integer> all = new ArrayList<>(order.odd());
                all.addAll(order.even());
                assertThat(all).doesNotHaveDuplicates().hasSize(2 * sheets + covers);
                assertThat(all).allMatch(number -> number >= 1 && number <= all.size());
            }
        }
    }

    @Test
    void passesThatAreBoundThoughTheyDoNotFitStandOneBehindTheOther() {
        Order order = Collator.oneAfterTheOther(3, 2);

        assertThat(order.odd()).containsExactly(1, 2, 3);
        assertThat(order.even()).containsExactly(4, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "- 4 -,4",
        "4,4",
        "4/12,4",
        "Page 4 of 12,4",
        "4. lpp.,4",
        "lapa 4,4",
        "4 psl.,4",
        "strana 4,4",
        "стр. 4 из 12,4",
        "4-бет,4",
        "p. 4,4",
        "Lapa 4 no 12,4"
    })
    void findsThePrintedNumber(String line, int number) {
        assertThat(PrintedPageNumber.of("Cienījamie!\nTālrunis 6712345\n" + line))
                .isEqualTo(OptionalInt.of(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Rīgā, 2001. gada 4. martā", "+371 6712345", "LV-1010", "12.50 Ls", "0", "9999"})
    void takesNothingElseForOne(String line) {
        assertThat(PrintedPageNumber.of("Cienījamie!\nLūdzu\n" + line)).isEqualTo(OptionalInt.empty());
    }

    private static Order collate(List<Side> odd, List<Side> even) {
        return Collator.collate(odd, even, Optional.empty(), Backs.REVERSED).orElseThrow();
    }

    private static List<Side> pages(int count) {
        return java.util.Collections.nCopies(count, page(""));
    }

    private static List<Side> texts(String... texts) {
        return List.of(texts).stream().map(CollatorTest::page).toList();
    }

    private static List<Side> list(Side... pages) {
        return List.of(pages);
    }

    private static Side page(String text) {
        return new Side(false, false, text);
    }

    private static Side blank() {
        return new Side(true, false, "");
    }

    private static Side cover() {
        return new Side(false, true, "");
    }
}
