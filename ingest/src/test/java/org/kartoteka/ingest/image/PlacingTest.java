package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.PageResult.Word;

class PlacingTest {
    @Test
    void scalesABoxToThePageImage() {
        Word placed = new Placing(1600, 2000, 0.75, 0.5, 0).place(new Word("word", 400, 600, 80, 40, 3, 0.9));

        assertThat(placed).isEqualTo(new Word("word", 300, 300, 60, 20, 3, 0.9));
    }

    @Test
    void turnsABoxAboutTheMiddleOfThePage() {
        // Right of the middle, a page that leans clockwise by 2 degrees has its words lower.
        Word placed =
                new Placing(1600, 2000, 1, 1, Math.toRadians(2)).place(new Word("word", 1380, 990, 40, 20, 1, 0.9));

        assertThat(placed.x() + placed.width() / 2).isBetween(1398, 1401);
        assertThat(placed.y() + placed.height() / 2).isBetween(1019, 1023);
        assertThat(placed.height()).isBetween(20, 23);
    }

    @Test
    void keepsBoxesWithinThePage() {
        Word placed = new Placing(100, 100, 1, 1, Math.toRadians(5)).place(new Word("word", 0, 0, 100, 10, 1, 0.9));

        assertThat(placed.x()).isNotNegative();
        assertThat(placed.y()).isNotNegative();
        assertThat(placed.x() + placed.width()).isLessThanOrEqualTo(100);
    }
}
