package org.kartoteka.ingest.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.HandmadePages;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.field.FieldExtractor.NumberedPage;

class CustomerNamesTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");

    private final FieldExtractor extractor = FieldExtractor.load(MODELS);

    @Test
    void takesTheOneWhoSaysI() {
        assertThat(name("lv", "Es, Laura Priedniece, lūdzu izslēgt telefonu.")).contains("Laura Priedniece");
        assertThat(name("cs", "Já, níže podepsaná Věra Dubová, žádám o slevu.")).contains("Věra Dubová");
        assertThat(name("en", "I, the undersigned Edmund Fairweather, hereby give notice."))
                .contains("Edmund Fairweather");
        assertThat(name("kk", "Мен, Әлиева Айжан Мұратқызы, телефонды өшіруді сұраймын."))
                .contains("Әлиева Айжан Мұратқызы");
    }

    @Test
    void givesInflectedNamesTheirPlainForm() {
        assertThat(name("ru", "Директору Aurentel\nот Соколовой Веры Андреевны,\nг. Тараз"))
                .contains("Соколова Вера Андреевна");
        assertThat(name("ru", "Директору Aurentel\nот Гусева Петра Ивановича,\nг. Тараз"))
                .contains("Гусев Петр Иванович");
        assertThat(name("ru", "от ИП Гусева Петра Ивановича\nг. Тараз")).contains("ИП Гусев Петр Иванович");
        assertThat(name("lv", "Andrim Ozoliņam\nOgrē, Parka iela 3\n\nGodātais Ozoliņa kungs!\nParāds nav samaksāts."))
                .contains("Andris Ozoliņš");
        assertThat(name("kk", "Орал қаласының тұрғыны\nСерікбаев Думан Асқарұлынан\n\nӨТІНІШ"))
                .contains("Серікбаев Думан Асқарұлы");
    }

    @Test
    void neverTakesTheOperatorOrItsStaff() {
        Optional<String> name = name("lt", """
                UAB „Aurentel Lietuva“
                Klientų skyrius

                Gerbiamas kliente,
                pranešame apie naujus įkainius.

                Skyriaus vadovas\tJonas Vilkas
                """);

        assertThat(name).isEmpty();
    }

    @Test
    void takesTheContractPartyThatIsNotTheOperator() {
        Optional<String> name = name("cs", """
                Aurentel Česko s. r. o., zastoupená Ing. Karlem Malým, dále jen poskytovatel
                a
                Truhlářství Javor, spol. s r. o., zastoupená jednatelem Petrem Javorem,
                dále jen „účastník“, uzavírají tuto smlouvu.
                """);

        assertThat(name).contains("Truhlářství Javor, spol. s r. o.");
    }

    @Test
    void takesTheFirmBeforeThePersonWhoSignsForIt() {
        Optional<String> name = name("en", """
                Thistledown Printing Ltd
                Vabriku 3, Tartu

                Dear Sirs,
                please connect a second line at our premises as soon as you can manage.

                Yours faithfully,
                Harriet Marsh
                Manager
                """);

        assertThat(name).contains("Thistledown Printing Ltd");
    }

    @Test
    void readsANameAboveItsCaption() {
        assertThat(name("lt", "UAB „Aurentel Lietuva“\n\nOna Vaitkutė\n(vardas, pavardė)\n\nPrašau įrengti telefoną."))
                .contains("Ona Vaitkutė");
    }

    @Test
    void putsQuotesAsTheLanguageHasThem() {
        assertThat(name("lv", "Klients: SIA \"Mežrozīte\"")).contains("SIA „Mežrozīte”");
        assertThat(name("ru", "Абонент: ТОО \"Рассвет\"")).contains("ТОО «Рассвет»");
    }

    @Test
    void takesTheGrantorAndNotTheAttorney() {
        Optional<String> name = name("ru", """
                ДОВЕРЕННОСТЬ
                Я, Орлова Галина Сергеевна, доверяю Орлову Максиму Викторовичу получить модем.
                Доверенное лицо: Орлов Максим Викторович
                """);

        assertThat(name).contains("Орлова Галина Сергеевна");
    }

    private Optional<String> name(String language, String text) {
        PageRead page = HandmadePages.page(language, text, List.of());
        return extractor.extract(List.of(new NumberedPage(1, page)), "letter").stream()
                .filter(field -> field.name().equals("customerName"))
                .map(Field::value)
                .findFirst();
    }
}
