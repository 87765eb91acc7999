package org.kartoteka.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ocr")
class PageLookTest {
    private static final String LETTER = """
            Lūdzu no nākamā mēneša sūtīt manus rēķinus
            uz jauno adresi. Līguma numurs paliek tas
            pats, arī tālruņa numurs nemainās. Ja ir
            kādi jautājumi, zvaniet man darba laikā.
            Iepriekš pateicos par ātru atbildi!
            """;

    private static PageLook look(DrawnPage page) {
        try (Picture picture = page.picture()) {
            return PageLook.at(picture, DrawnPage.DPI);
        }
    }

    @Test
    void holesFoldsBordersAndSpecksAreNoWriting() {
        PageLook look = look(new DrawnPage().holesAndFoldAndBorder().specks(120, 1));

        assertThat(look.empty()).as("%s", look).isTrue();
    }

    @Test
    void whatShinesThroughIsSeenButNotStrong() {
        PageLook look = look(new DrawnPage().shiningThrough(LETTER));

        assertThat(look.strongTextBlots()).isZero();
    }

    @Test
    void aSignatureAloneIsWriting() {
        assertThat(look(new DrawnPage().signature()).empty()).isFalse();
    }

    @Test
    void aSingleWordIsWriting() {
        assertThat(look(new DrawnPage().line("Piekrītu", 300, 700, 33)).empty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3.0, -0.8, 0.0, 1.5, 4.0})
    void measuresHowFarLinesLean(double degrees) {
        PageLook look = look(new DrawnPage().text(LETTER).leaning(degrees));

        assertThat(look.skewDegrees()).isCloseTo(degrees, within(0.2));
        assertThat(look.linesRunDown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 270})
    void seesThatAPageLiesOnItsSide(int degrees) {
        PageLook look = look(new DrawnPage().text(LETTER).turned(degrees));

        assertThat(look.linesRunDown()).isTrue();
    }

    @Test
    void takesItsSampleWhereTheTextIs() {
        PageLook look = look(new DrawnPage().text(LETTER));

        assertThat(look.strips()).isNotEmpty();
        PageLook.Strip best = look.strips().getFirst();
        assertThat(best.top() * 1654).isBetween(190.0, 440.0);
        assertThat(best.bottom() * 1654).isBetween(250.0, 460.0);
    }
}
