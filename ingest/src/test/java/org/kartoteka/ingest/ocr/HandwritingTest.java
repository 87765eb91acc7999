package org.kartoteka.ingest.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.PageResult.Overlay;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.DrawnPage;
import org.kartoteka.ingest.image.FormLines;
import org.kartoteka.ingest.image.Picture;

@Tag("ocr")
final class HandwritingTest {
    private static final String LETTER = """
            Lūdzu no nākamā mēneša sūtīt
            manus rēķinus uz jauno adresi
            Telefonu lūdzu pārcelt turpat
            """;

    @Test
    void aScrawlThatTheEngineDoubtsIsHandwritingAndItsWordsAreKeptApart() {
        Handwriting.Apart apart = apart(letter().scrawl(300, 1000, 420), word("ŅMolvir7", 300, 930, 420, 75, 0.2));

        assertThat(apart.words())
                .extracting(Word::text)
                .doesNotContain("ŅMolvir7")
                .contains("mēneša", "turpat");
        assertThat(apart.overlays()).singleElement().satisfies(overlay -> {
            assertThat(overlay.kind()).isEqualTo(Overlay.Kind.HANDWRITING);
            assertThat(overlay.words()).extracting(Word::text).containsExactly("ŅMolvir7");
            assertThat(overlay.x()).isBetween(285, 305);
        });
    }

    @Test
    void aNumberThatASignatureRunsThroughStaysText() {
        Handwriting.Apart apart = apart(
                letter().scrawl(300, 1000, 420),
                word("L-2001-009902", 300, 940, 200, 40, 0.55),
                word("oMv|", 510, 930, 200, 75, 0.1));

        assertThat(apart.words())
                .extracting(Word::text)
                .contains("L-2001-009902")
                .doesNotContain("oMv|");
    }

    @Test
    void aScrawlThatTheEngineReadWithTrustStaysText() {
        Handwriting.Apart apart = apart(letter().scrawl(300, 1000, 420), word("Minimum", 300, 930, 420, 75, 0.85));

        assertThat(apart.words()).extracting(Word::text).contains("Minimum");
        assertThat(apart.overlays()).isEmpty();
    }

    @Test
    void thePrintedLabelBeforeAScrawlStaysText() {
        DrawnPage page = letter().line("Vārds:", 120, 1000, 33).scrawl(300, 1000, 420);

        Handwriting.Apart apart =
                apart(page, word("Vārds:", 120, 970, 110, 34, 0.62), word("ŅMolvir7", 240, 930, 480, 75, 0.2));

        assertThat(apart.words()).extracting(Word::text).contains("Vārds:").doesNotContain("ŅMolvir7");
        assertThat(apart.overlays()).hasSize(1);
    }

    @Test
    void printStaysTextHoweverMuchTheEngineDoubtsIt() {
        DrawnPage page = letter().line("klienti@aurentel.example", 120, 1000, 33);

        Handwriting.Apart apart = apart(page, word("klientiGaurentel.example", 120, 970, 390, 40, 0.1));

        assertThat(apart.words()).extracting(Word::text).contains("klientiGaurentel.example");
        assertThat(apart.overlays()).isEmpty();
    }

    @Test
    void aSignatureThatNobodyReadIsShown() {
        Handwriting.Apart apart = apart(letter().scrawl(300, 1000, 420));

        assertThat(apart.overlays()).singleElement().satisfies(overlay -> {
            assertThat(overlay.kind()).isEqualTo(Overlay.Kind.HANDWRITING);
            assertThat(overlay.words()).isEmpty();
        });
    }

    @Test
    void wordsReadWellInAStampStayTextAndDoubtfulOnesGoWithIt() {
        DrawnPage page = letter().leaningStamp(600, 1000, -4, "SAŅEMTS 2001");

        Handwriting.Apart apart =
                apart(page, word("SAŅEMTS", 640, 1010, 150, 40, 0.9), word("2OQ1", 800, 1000, 80, 40, 0.2));

        assertThat(apart.words()).extracting(Word::text).contains("SAŅEMTS").doesNotContain("2OQ1");
        assertThat(apart.overlays()).singleElement().satisfies(overlay -> {
            assertThat(overlay.kind()).isEqualTo(Overlay.Kind.STAMP);
            assertThat(overlay.words()).extracting(Word::text).containsExactly("2OQ1");
        });
    }

    private static DrawnPage letter() {
        return new DrawnPage().text(LETTER);
    }

    /** What is left of a page of which the letter was read well and these words as said. */
    private static Handwriting.Apart apart(DrawnPage page, Word... others) {
        List<Word> words = new ArrayList<>();
        int line = 0;
        for (String text : LETTER.split("\n")) {
            line++;
            int x = 120;
            for (String part : text.split(" ")) {
                words.add(new Word(part, x, 168 + 48 * line, 18 * part.length(), 32, line, 0.95));
                x += 18 * part.length() + 10;
            }
        }
        for (Word other : others) {
            words.add(new Word(
                    other.text(), other.x(), other.y(), other.width(), other.height(), line + 1, other.confidence()));
        }
        try (Picture picture = page.picture();
                FormLines.Cleared cleared = FormLines.clear(picture)) {
            return Handwriting.takeFrom(cleared, words);
        }
    }

    private static Word word(String text, int x, int y, int width, int height, double confidence) {
        return new Word(text, x, y, width, height, 0, confidence);
    }
}
