package org.kartoteka.ingest.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult.PageFailed;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.TickBox;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.image.DrawnPage;
import org.kartoteka.ingest.image.Sheet;
import org.kartoteka.ingest.language.LanguageIdentifier;

/** Real recognition of drawn pages. */
@Tag("ocr")
class PageRecogniserTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");
    private static final List<String> LANGUAGES = List.of("lv", "lt", "cs", "ru", "kk", "en");
    private static final OcrEngine ENGINE = new TesseractEngine(MODELS.resolve("tessdata"));
    private static final LanguageIdentifier IDENTIFIER = LanguageIdentifier.load(MODELS);
    private static final TextLanguage TEXT_LANGUAGE = (text, allowed, hint) -> {
        LanguageIdentifier.Identified found = IDENTIFIER.identify(text, allowed, hint);
        return new TextLanguage.Guess(found.language(), found.score());
    };

    private static final String LATVIAN = """
            Lūdzu no nākamā mēneša sūtīt manus rēķinus
            uz jauno adresi. Līguma numurs paliek tas
            pats, arī tālruņa numurs nemainās. Ja ir
            kādi jautājumi, zvaniet man darba laikā.
            """;
    private static final String RUSSIAN = """
            Прошу отключить мой телефонный номер
            с первого октября, так как я переезжаю.
            Последний счёт отправьте, пожалуйста,
            по новому адресу моей дочери.
            """;
    private static final String KAZAKH = """
            Менің телефоным бірнеше күннен бері жұмыс
            істемейді. Өтінемін, ақауды тез арада түзетіп,
            осы күндер үшін абоненттік төлемді қайта
            есептеп беріңіздер. Рахмет.
            """;
    private static final String CZECH = """
            Žádám o ukončení smlouvy ke konci měsíce,
            protože se stěhuji do jiného města. Poslední
            vyúčtování prosím zašlete na novou adresu.
            """;

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static PageRead read(DrawnPage page) {
        return (PageRead) outcome(page, Duration.ofSeconds(60)).result();
    }

    private static PageRecogniser.Outcome outcome(DrawnPage page, Duration limit) {
        PageRecogniser recogniser = new PageRecogniser(ENGINE, TEXT_LANGUAGE, LANGUAGES, limit);
        try (Sheet sheet = Sheet.of(page.raster())) {
            return recogniser.read(sheet, Hints.NONE);
        }
    }

    private static String text(String language) {
        return switch (language) {
            case "lv" -> LATVIAN;
            case "ru" -> RUSSIAN;
            case "kk" -> KAZAKH;
            case "cs" -> CZECH;
            default -> throw new IllegalArgumentException(language);
        };
    }

    @ParameterizedTest
    @CsvSource({"lv, 0", "lv, 180", "lv, 90", "lv, 270", "ru, 0", "ru, 180", "kk, 0", "cs, 90"})
    void readsAPageInItsLanguageHoweverItLies(String language, int turned) {
        PageRead page = read(new DrawnPage().text(text(language)).turned(turned));

        assertThat(page.rotationDegrees()).isEqualTo((360 - turned) % 360);
        assertThat(page.language()).isEqualTo(language);
        String first = text(language).lines().findFirst().orElseThrow();
        assertThat(page.text().lines().findFirst()).hasValue(first);
        assertThat(page.method()).isEqualTo("recognised");
        assertThat(page.confidence()).isGreaterThan(0.8);
    }

    @Test
    void latinNumbersAndMailAddressesAreReadOnACyrillicPage() {
        PageRead page = read(
                new DrawnPage().text(RUSSIAN + "Договор KZ/70142-01, телефон ISDN.\nПочта klient@aurentel.example\n"));

        assertThat(page.language()).isEqualTo("ru");
        assertThat(page.text()).contains("KZ/70142-01", "ISDN", "klient@aurentel.example", "Договор", "Почта");
    }

    @Test
    void aFormIsReadWithoutItsRulesAndBoxesAndLabelsStayWithTheirValues() {
        DrawnPage form = new DrawnPage().text(LATVIAN);
        for (int y = 560; y <= 800; y += 60) {
            form.rule(100, y, 1060, y);
        }
        form.line("Adrese", 120, 605, 30).line("Ozolu iela 5", 560, 603, 30);
        form.line("Pasta indekss", 120, 665, 30).line("LV-1099", 560, 662, 30);
        form.line("Tālrunis", 120, 725, 30).line("7 099 000", 560, 723, 30);
        form.tickBox(120, 755, true, "pa pastu").tickBox(560, 755, false, "pa faksu");

        PageRead page = read(form);

        assertThat(page.tickBoxes()).extracting(TickBox::label).containsExactly("pa pastu", "pa faksu");
        assertThat(page.tickBoxes()).extracting(TickBox::ticked).containsExactly(true, false);
        assertThat(page.text())
                .contains(
                        "Adrese\tOzolu iela 5", "Pasta indekss\tLV-1099", "Tālrunis\t7 099 000", "pa pastu\tpa faksu");
    }

    @ParameterizedTest
    @CsvSource({"0", "180"})
    void aSheetPhotographedFromTheSideIsReadAndItsBoxesLieOnThePhotograph(int turned) {
        PageRead page = read(new DrawnPage().text(LATVIAN).photographed().turned(turned));

        assertThat(page.text()).startsWith("Lūdzu").contains("nākamā mēneša sūtīt manus rēķinus\n");
        Word word = page.words().getFirst();
        double scale = page.widthPixels() / (1165 * 1.5);
        // Where its foot is drawn: 120 from the left, 240 from the top of the sheet, which was then sheared and moved.
        assertThat(word.x() / scale).isBetween(120 - 0.09 * 240 + 260 - 15, 120 - 0.09 * 240 + 260 + 15);
        assertThat((word.y() + word.height()) / scale)
                .isBetween(240 + 0.06 * 120 + 120 - 15, 240 + 0.06 * 200 + 120 + 20);
    }

    @Test
    void boxesLieOnTheirWordsOnALeaningPage() {
        int x = 700;
        int y = 240;
        PageRead page = read(new DrawnPage().text(LATVIAN).leaning(2.5));

        // Where the first line's second half is drawn, after the page was turned about its middle.
        Word word = page.words().stream()
                .filter(found -> found.text().equals("rēķinus"))
                .findFirst()
                .orElseThrow();
        double angle = Math.toRadians(2.5);
        double drawnX = word.x() / 0.75 - 1165 / 2.0;
        double drawnY = (word.y() + word.height()) / 0.75 - 1654 / 2.0;
        double unturnedY = -drawnX * Math.sin(angle) + drawnY * Math.cos(angle) + 1654 / 2.0;
        assertThat(unturnedY).isBetween(y - 8.0, y + 20.0);
        assertThat(word.x() / 0.75).isGreaterThan(x);
        assertThat(page.widthPixels()).isEqualTo(874);
    }

    @Test
    void aPageThatOnlyShinesThroughIsBlank() {
        PageRead page = read(new DrawnPage().shiningThrough(LATVIAN));

        assertThat(page.blank()).isTrue();
        assertThat(page.method()).isEqualTo("blank");
        assertThat(page.words()).isEmpty();
    }

    @Test
    void aPageWithASignatureAloneIsNotBlank() {
        assertThat(read(new DrawnPage().signature()).blank()).isFalse();
    }

    @Test
    void stopsAtTheTimeLimit() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 28; line++) {
            text.append(LATVIAN.lines().toList().get(line % 4)).append('\n');
        }

        PageRecogniser.Outcome outcome = outcome(new DrawnPage().text(text.toString()), Duration.ofMillis(40));

        assertThat(outcome.result())
                .isInstanceOfSatisfying(
                        PageFailed.class,
                        failed -> assertThat(failed.refusal().code()).isEqualTo(Refusal.Code.TIME_LIMIT));
        assertThat(outcome.image()).isEqualTo(Optional.empty());
    }
}
