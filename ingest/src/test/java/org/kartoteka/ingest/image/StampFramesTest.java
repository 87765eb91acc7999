package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.image.StampFrames.Frame;

@Tag("ocr")
final class StampFramesTest {
    @Test
    void ringsAndLeaningFramesAreStamps() {
        List<Frame> found =
                found(new DrawnPage().ringStamp(200, 300, 300, "RĪGA").leaningStamp(600, 900, -4, "SAŅEMTS 2001"));

        assertThat(found).hasSize(2);
        assertThat(found.getFirst().holds(350, 450)).isTrue();
        assertThat(found.getLast().holds(800, 930)).isTrue();
        assertThat(found.getLast().holds(300, 930)).isFalse();
    }

    @Test
    void whatLiesStraightIsPartOfTheFormAndLettersAreNoStamps() {
        DrawnPage form = new DrawnPage()
                .text("Old MODEL: OO DD BB HH 000\nVārds, uzvārds")
                .line("OOO", 200, 900, 120)
                .rule(200, 1000, 600, 1000)
                .rule(200, 1120, 600, 1120)
                .rule(200, 1000, 200, 1120)
                .rule(600, 1000, 600, 1120);

        assertThat(found(form)).isEmpty();
    }

    private static List<Frame> found(DrawnPage page) {
        try (Picture picture = page.picture();
                Picture ink = picture.blackAndWhite()) {
            return StampFrames.find(ink, Strokes.of(ink));
        }
    }
}
