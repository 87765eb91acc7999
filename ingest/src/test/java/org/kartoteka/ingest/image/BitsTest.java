package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.sourceforge.lept4j.Leptonica1;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("ocr")
final class BitsTest {
    private static final String TEXT = """
            Līgums Nr. 4512876 par šķiedru
            Договор ПОЛОН ШКОЛА ооо ннн
            """;

    @Test
    void everyPointIsWhatItIsInGrey() {
        try (Picture page = page();
                Picture grey = page.grey()) {
            byte[] bytes = grey.greyBytes();
            Bits bits = Bits.of(page);
            for (int y = 0; y < bits.height; y++) {
                int next = bits.nextDark(0, y);
                for (int x = 0; x < bits.width; x++) {
                    boolean dark = (bytes[y * bits.width + x] & 0xff) < 128;
                    assertThat(bits.dark(x, y)).isEqualTo(dark);
                    assertThat(x == next).isEqualTo(dark && x >= next);
                    next = x == next ? bits.nextDark(x + 1, y) : next;
                }
            }
        }
    }

    @Test
    void aPointThatIsWhitenedIsWhiteInTheCopyAlone() {
        try (Picture page = page()) {
            Bits bits = Bits.of(page);
            Bits copy = bits.copy();
            int y = 0;
            while (bits.nextDark(0, y) == bits.width) {
                y++;
            }
            int x = bits.nextDark(0, y);

            copy.whiten(x, y);

            assertThat(copy.dark(x, y)).isFalse();
            assertThat(bits.dark(x, y)).isTrue();
            assertThat(copy.nextDark(0, y)).isGreaterThan(x);
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 1", "1, 28", "1, 70", "9, 9", "16, 1", "1, 16"})
    void openingInTwoStepsGivesWhatOpeningInOneGives(int width, int height) {
        try (Picture page = page();
                Picture quick = Morphology.open(page, width, height);
                Picture plain = Picture.made(Leptonica1.pixOpenBrick(null, page.pix(), width, height))) {
            assertThat(points(quick)).isEqualTo(points(plain));
        }
    }

    private static byte[] points(Picture picture) {
        try (Picture grey = picture.grey()) {
            return grey.greyBytes();
        }
    }

    private static Picture page() {
        try (Picture drawn =
                new DrawnPage().text(TEXT).tickBox(203, 603, true, "pa pastu").picture()) {
            return drawn.blackAndWhite();
        }
    }
}
