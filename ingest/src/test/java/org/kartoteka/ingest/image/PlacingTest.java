package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.Slant.Point;

class PlacingTest {
    @Test
    void scalesABoxToThePageImage() {
        Word placed = new Placing(1600, 2000, 1200, 1000, 0, Optional.empty())
                .place(new Word("word", 400, 600, 80, 40, 3, 0.9));

        assertThat(placed).isEqualTo(new Word("word", 300, 300, 60, 20, 3, 0.9));
    }

    @Test
    void turnsABoxAboutTheMiddleOfThePage() {
        // Right of the middle, a page that leans clockwise by 2 degrees has its words lower.
        Word placed = new Placing(1600, 2000, 1600, 2000, Math.toRadians(2), Optional.empty())
                .place(new Word("word", 1380, 990, 40, 20, 1, 0.9));

        assertThat(placed.x() + placed.width() / 2).isBetween(1398, 1401);
        assertThat(placed.y() + placed.height() / 2).isBetween(1019, 1023);
        assertThat(placed.height()).isBetween(20, 23);
    }

    @Test
    void keepsBoxesWithinThePage() {
        Word placed = new Placing(100, 100, 100, 100, Math.toRadians(5), Optional.empty())
                .place(new Word("word", 0, 0, 100, 10, 1, 0.9));

        assertThat(placed.x()).isNotNegative();
        assertThat(placed.y()).isNotNegative();
        assertThat(placed.x() + placed.width()).isLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void takesTheCornerOfAFlattenedSheetToItsCornerOnThePhotograph(int turned) {
        Slant slant = new Slant.Corners(new Point(100, 50), new Point(700, 90), new Point(650, 900), new Point(60, 850))
                .slant(800, 960);
        boolean lying = turned % 180 != 0;
        int width = lying ? slant.height() : slant.width();
        int height = lying ? slant.width() : slant.height();
        Point corner = new Point(0, 0).turned(turned, slant.width(), slant.height());
        int left = Math.clamp((int) corner.x(), 0, width - 1);
        int top = Math.clamp((int) corner.y(), 0, height - 1);

        Word placed = new Placing(
                        width,
                        height,
                        lying ? 960 : 800,
                        lying ? 800 : 960,
                        0,
                        Optional.of(new Placing.Photo(slant, turned)))
                .place(new Word("w", left, top, 1, 1, 1, 1));

        Point expected = new Point(100, 50).turned(turned, 800, 960);
        assertThat((double) placed.x()).isCloseTo(expected.x(), within(2.0));
        assertThat((double) placed.y()).isCloseTo(expected.y(), within(2.0));
    }
}
