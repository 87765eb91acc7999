package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.image.FormLines.Cleared;
import org.kartoteka.ingest.image.FormLines.TickBox;

@Tag("ocr")
final class FormLinesTest {
    private static final String LETTER = """
            Old MODEL: OO DD BB HH 000 8888 nn aa
            Lūdzu no nākamā mēneša sūtīt manus rēķinus
            Договор ПОЛОН ШКОЛА ооо ннн ццц
            """;

    @Test
    void boxesAreFoundWithWhetherTheyAreTickedAndTheirFramesAreGone() {
        DrawnPage page = new DrawnPage().tickBox(200, 300, true, "by post").tickBox(700, 300, false, "by mail");

        try (Picture picture = page.picture();
                Cleared cleared = FormLines.clear(picture)) {
            assertThat(cleared.boxes()).extracting(TickBox::ticked).containsExactly(true, false);
            assertThat(cleared.boxes().getFirst().x()).isBetween(197, 202);
            assertThat(dark(cleared.picture(), 190, 290, 45, 45)).isZero();
            assertThat(dark(cleared.picture(), 240, 290, 200, 50)).isPositive();
        }
    }

    @Test
    void digitsInARowOfCellsStayAndTheCellsAreNothingToTick() {
        DrawnPage page = new DrawnPage();
        for (int i = 0; i < 5; i++) {
            page.tickBox(200 + 36 * i, 300, false, "").line("7", 207 + 36 * i, 321, 22);
        }

        try (Picture picture = page.picture();
                Cleared cleared = FormLines.clear(picture)) {
            assertThat(cleared.boxes()).isEmpty();
            assertThat(dark(cleared.picture(), 204, 304, 18, 18)).isPositive();
            assertThat(dark(cleared.picture(), 195, 290, 200, 12)).isZero();
        }
    }

    @Test
    void lettersAreNeitherBoxesNorRules() {
        try (Picture picture = new DrawnPage()
                        .text(LETTER)
                        .line("BOLD ODD HOOD", 120, 600, 60)
                        .picture();
                Cleared cleared = FormLines.clear(picture)) {
            assertThat(cleared.boxes()).isEmpty();
            assertThat(dark(cleared.picture(), 0, 0, 1165, 1654)).isEqualTo(dark(picture, 0, 0, 1165, 1654));
        }
    }

    @Test
    void theRulesOfATableAreTakenAwayAndItsWordsStay() {
        DrawnPage page = new DrawnPage();
        for (int y = 400; y <= 700; y += 100) {
            page.rule(100, y, 1000, y);
        }
        for (int x = 100; x <= 1000; x += 300) {
            page.rule(x, 400, x, 700);
        }
        page.line("Sum", 130, 465, 33);

        try (Picture picture = page.picture();
                Cleared cleared = FormLines.clear(picture);
                Picture words = new DrawnPage().line("Sum", 130, 465, 33).picture()) {
            assertThat(dark(cleared.picture(), 0, 0, 1165, 1654)).isEqualTo(dark(words, 0, 0, 1165, 1654));
        }
    }

    @Test
    void whereAWordCrossesARuleItsStrokesAreMended() {
        try (Picture picture = new DrawnPage()
                        .line("gypsy", 300, 500, 60)
                        .rule(100, 506, 1000, 506)
                        .picture();
                Cleared cleared = FormLines.clear(picture)) {
            assertThat(dark(cleared.picture(), 100, 500, 180, 12)).isZero();
            assertThat(dark(cleared.picture(), 300, 504, 200, 5)).isPositive();
        }
    }

    private static long dark(Picture picture, int x, int y, int width, int height) {
        byte[] grey = picture.greyBytes();
        int across = picture.width();
        return IntStream.range(y, y + height)
                .mapToLong(row -> IntStream.range(x, x + width)
                        .filter(column -> (grey[row * across + column] & 0xff) < 128)
                        .count())
                .sum();
    }
}
