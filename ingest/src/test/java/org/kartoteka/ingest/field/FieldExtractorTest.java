package org.kartoteka.ingest.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kartoteka.ingest.HandmadePages.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.PageResult.Overlay;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.field.FieldExtractor.NumberedPage;

class FieldExtractorTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");

    private final FieldExtractor extractor = FieldExtractor.load(MODELS);

    @Test
    void findsNumbersNextToTheirLabels() {
        Map<String, String> fields = values("lv", """
                SIA „Ziemeļu Sakari”
                Klienta numurs: 77001234\tLīguma Nr. LV/12345-01
                Kontakttālrunis\t64 123456\tFakss\t64 123457
                Lietas Nr. L-2024-000017
                """);

        assertThat(fields)
                .containsEntry("customerNumber", "77001234")
                .containsEntry("contractNumber", "LV/12345-01")
                .containsEntry("phone", "+37164123456")
                .containsEntry("caseReference", "L-2024-000017");
    }

    @Test
    void repairsWhatRecognitionConfusedInNumbers() {
        Map<String, String> fields =
                values("en", "Customer number 77OO1Z34\nCase I-2O24-0OOl17\nCustomer number 7700l234");

        assertThat(fields).containsEntry("caseReference", "L-2024-000117").containsEntry("customerNumber", "77001234");
    }

    @Test
    void takesNoNumberWhoseLabelSaysItIsSomethingElse() {
        Map<String, String> fields = values("lt", "Įmonės kodas 77001234\nFaksas (8~5) 212 34 56\nA. s. 77001235");

        assertThat(fields).doesNotContainKeys("customerNumber", "phone");
    }

    @Test
    void readsDatesOfSixLanguages() {
        assertThat(values("lv", "Rīgā, 2003. gada 7. jūlijā")).containsEntry("date", "2003-07-07");
        assertThat(values("lt", "2003 m. rugpjūčio 21 d., Alytus")).containsEntry("date", "2003-08-21");
        assertThat(values("cs", "V Jihlavě dne 3. července 2003")).containsEntry("date", "2003-07-03");
        assertThat(values("ru", "г. Костанай, 9 мая 2003 г.")).containsEntry("date", "2003-05-09");
        assertThat(values("kk", "Семей қаласы, 2003 жылғы 30 қыркүйек")).containsEntry("date", "2003-09-30");
        assertThat(values("en", "Narva, October 2nd, 2003")).containsEntry("date", "2003-10-02");
        assertThat(values("cs", "Datum vystavení: 1. 12. 2003")).containsEntry("date", "2003-12-01");
    }

    @Test
    void prefersTheDateOfTheDocumentToDatesItTalksAbout() {
        Map<String, String> fields = values("en", """
                Invoice date: 02/08/2003
                Due date: 16/08/2003
                On 31 July 2003 we agreed by telephone that the old device goes back to the shop
                """);

        assertThat(fields).containsEntry("date", "2003-08-02");
    }

    @Test
    void refusesDatesThatDoNotExist() {
        assertThat(values("en", "Date: 31/02/2003")).doesNotContainKey("date");
    }

    @ParameterizedTest
    @CsvSource({"1950, true", "2100, true", "1949, false", "2101, false", "1099, false", "2999, false"})
    void takesOnlyYearsThatALetterToAnOfficeMayBear(int year, boolean plausible) {
        for (String date : List.of("Date: 16/08/" + year, "Date: " + year + "-08-16", "Narva, August 16th, " + year)) {
            assertThat(values("en", date).get("date"))
                    .as(date)
                    .isEqualTo(plausible ? "%04d-08-16".formatted(year) : null);
        }
    }

    @Test
    void settlesWhichNumberIsTheMonthByTheDayOfArrival() {
        assertThat(arrived("Date: 03/12/2002", "2002-12-09").value()).isEqualTo("2002-12-03");
        assertThat(arrived("Date: 03/12/2002", "2002-04-02").value()).isEqualTo("2002-03-12");
        assertThat(arrived("Date: 03/12/2002", "2002-04-02").doubt()).isEmpty();
    }

    @Test
    void takesTheDateThatFitsTheDayOfArrivalBeforeOneThatDoesNot() {
        Field date = arrived("Date: 05.11.2007\nTallinn, 5 November 2001", "2001-11-08");

        assertThat(date.value()).isEqualTo("2001-11-05");
        assertThat(date.doubt()).isEmpty();
    }

    @Test
    void showsADateThatCannotBeAsDoubtfulAndDoesNotDropIt() {
        assertThat(arrived("Date: 05.11.2007", "2001-11-08"))
                .extracting(Field::value, Field::doubt)
                .containsExactly("2007-11-05", Field.AFTER_ARRIVAL);
        assertThat(arrived("Date: 05.11.1953", "2001-11-08").doubt()).isEqualTo(Field.LONG_BEFORE_ARRIVAL);
        assertThat(arrived("Date: 09.11.2001", "2001-11-08").doubt())
                .as("the day may differ by one")
                .isEmpty();
    }

    @Test
    void takesNoDateFromAStamp() {
        List<Word> words = List.of(
                word("Tallinn,", 100, 100, 1),
                word("5", 200, 100, 1),
                word("November", 220, 100, 1),
                word("2001", 310, 100, 1),
                word("2001-11-08", 600, 400, 2));
        Overlay stamp = new Overlay(Overlay.Kind.STAMP, List.of(), 550, 350, 250, 100);

        assertThat(dates(withOverlay(words.subList(4, 5), stamp))).isEmpty();
        assertThat(dates(withOverlay(words, stamp))).containsExactly("2001-11-05");
    }

    @Test
    void looksForValuesAlsoAmongWordsThatWereTakenForHandwriting() {
        List<Word> label = List.of(word("Customer", 100, 100, 1), word("number", 210, 100, 1));
        Overlay written =
                new Overlay(Overlay.Kind.HANDWRITING, List.of(word("77001234", 300, 100, 1)), 300, 100, 80, 20);

        assertThat(values(withOverlay(label, written))).containsEntry("customerNumber", "77001234");
    }

    @Test
    void doubtsPersonalCodesThatFailTheirCheckDigit() {
        assertThat(field("lv", "Personas kods 161175-19997", "personalCode"))
                .extracting(Field::value, Field::doubt)
                .containsExactly("161175-19997", "");
        assertThat(field("lv", "Personas kods 161175-19991", "personalCode"))
                .extracting(Field::value, Field::doubt)
                .containsExactly("161175-19991", Field.CHECK_DIGIT);
        assertThat(field("cs", "Rodné číslo: 710319/2745", "personalCode").doubt())
                .isEmpty();
        assertThat(field("lt", "Asmens kodas 36805280108", "personalCode").doubt())
                .isEqualTo(Field.CHECK_DIGIT);
        assertThat(field("kk", "ЖСН 900101300018", "personalCode").doubt()).isEqualTo(Field.CHECK_DIGIT);
        assertThat(field("ru", "РНН 600999904411", "personalCode").doubt())
                .as("the taxpayer's number is not checked")
                .isEmpty();
    }

    private Field arrived(String text, String day) {
        return field(page("en", text, List.of()), Optional.of(LocalDate.parse(day)), "date");
    }

    private Field field(String language, String text, String name) {
        return field(page(language, text, List.of()), Optional.empty(), name);
    }

    private Field field(PageRead page, Optional<LocalDate> received, String name) {
        return extractor.extract(List.of(new NumberedPage(1, page)), "letter", received).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> dates(PageRead page) {
        return extractor.extract(List.of(new NumberedPage(1, page)), "letter").stream()
                .filter(field -> field.name().equals("date"))
                .map(Field::value)
                .toList();
    }

    private static PageRead withOverlay(List<Word> words, Overlay overlay) {
        return new PageRead(
                "recognised",
                "en",
                1,
                0,
                0,
                false,
                false,
                0.1,
                1000,
                1400,
                1,
                "",
                words,
                List.of(),
                List.of(),
                List.of(overlay),
                "",
                "");
    }

    @Test
    void findsTheTotalAndItsCurrency() {
        Map<String, String> fields = values("cs", """
                Popis\tMnožství\tCelkem Kč
                Celkem bez DPH\t1 000,00
                DPH 22 %\t220,00
                Celkem k úhradě\t1 220,00 Kč
                """);

        assertThat(fields).containsEntry("amount", "1220.00").containsEntry("currency", "CZK");
        assertThat(values("kk", "Сіздің берешегіңіз 12 450 теңге"))
                .containsEntry("amount", "12450")
                .containsEntry("currency", "KZT");
        assertThat(values("en", "Amount due: EEK 3,417.50")).containsEntry("amount", "3417.50");
    }

    @Test
    void givesPhonesOfOldNumberingPlansTheirCountry() {
        assertThat(values("lt", "Telefonas (8~22) 61 23 45")).containsEntry("phone", "+37022612345");
        assertThat(values("cs", "telefon 069/612 34 56")).containsEntry("phone", "+420596123456");
        assertThat(values("kk", "тел. (3272) 61-23-45")).containsEntry("phone", "+73272612345");
        assertThat(values("en", "Telephone +371 7 612345")).containsEntry("phone", "+3717612345");
        assertThat(values("en", "Telephone 07 412 345")).containsEntry("phone", "+3727412345");
    }

    @Test
    void findsValuesBelowTheirLabelsByPlaceOnThePage() {
        List<Word> words = List.of(
                word("Customer", 100, 100, 1),
                word("number", 210, 100, 1),
                word("Contract", 600, 100, 1),
                word("77001234", 100, 130, 2),
                word("LV/12345-01", 600, 130, 2));

        Map<String, String> fields = values(page("en", "", words));

        assertThat(fields).containsEntry("customerNumber", "77001234").containsEntry("contractNumber", "LV/12345-01");
    }

    @Test
    void takesNamesOnlyWhereSomethingSaysSo() {
        assertThat(values("ru", "Плательщик\tКузнецов Андрей Викторович"))
                .containsEntry("customerName", "Кузнецов Андрей Викторович");
        assertThat(values("en", "Bill to: Morning Dew Bakery Ltd"))
                .containsEntry("customerName", "Morning Dew Bakery Ltd");
        assertThat(values("en", "Yesterday Morning Dew Bakery called")).doesNotContainKey("customerName");
    }

    @Test
    void saysWhereAValueStands() {
        Field field = extractor
                .extract(
                        List.of(
                                new NumberedPage(3, page("en", "Nothing here", List.of())),
                                new NumberedPage(4, page("en", "Customer number: 77001234", List.of()))),
                        "letter")
                .getFirst();

        assertThat(field.pageNumber()).isEqualTo(4);
        assertThat(field.printed()).isEqualTo("77001234");
        assertThat(field.place()).extracting(Word::text).containsExactly("77001234");
        assertThat(field.score()).isBetween(0.5, 1.0);
    }

    @Test
    void survivesHostileText() {
        String digits = "1 2-3(4)/5 ".repeat(20_000);

        assertThat(values("en", digits)).doesNotContainKey("customerNumber");
        assertThat(values("en", "tel ((((((((((((((((" + "\n".repeat(5_000))).isEmpty();
        assertThat(values("und", "")).isEmpty();
    }

    @Test
    void namesTheFileOfAMalformedRule(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("fields"));
        Files.writeString(folder.resolve("fields/broken.json"), "{ \"field\": ");

        assertThatThrownBy(() -> FieldExtractor.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.json");
    }

    private Map<String, String> values(String language, String text) {
        return values(page(language, text, List.of()));
    }

    private Map<String, String> values(PageRead page) {
        return extractor.extract(List.of(new NumberedPage(1, page)), "letter").stream()
                .collect(Collectors.toMap(Field::name, Field::value));
    }

    private static Word word(String text, int x, int y, int line) {
        return new Word(text, x, y, text.length() * 10, 20, line, 0.95);
    }
}
