package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.search.SearchQuery.Name;
import org.kartoteka.archive.search.SearchQuery.Number;
import org.kartoteka.archive.search.SearchQuery.Phrase;
import org.kartoteka.archive.search.SearchQuery.Term;
import org.kartoteka.archive.search.SearchQuery.Word;

final class QueryParserTest {
    private static final long SEED = 20011005;

    @Test
    void readsWordsPhrasesExclusionsAndPrefixes() {
        assertThat(terms("līguma \"darba laika\" -rēķins tele* -\"nav spēkā\", apm."))
                .containsExactly(
                        word("līguma"),
                        new Phrase(List.of("darba", "laika"), false),
                        new Word("rēķins", false, true),
                        new Word("tele", true, false),
                        new Phrase(List.of("nav", "spēkā"), true),
                        word("apm"));
    }

    @Test
    void takesAnyKindOfQuotes() {
        assertThat(terms("„Aurentel Latvija” «первый договор» “new line”"))
                .containsExactly(
                        new Phrase(List.of("Aurentel", "Latvija"), false),
                        new Phrase(List.of("первый", "договор"), false),
                        new Phrase(List.of("new", "line"), false));
    }

    @Test
    void keepsInnerPunctuationOfWordsAndMailAddresses() {
        assertThat(terms("Šmite-Krūmiņa, girts.udris@pasts.example"))
                .containsExactly(word("Šmite-Krūmiņa"), word("girts.udris@pasts.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L-2001-004512", "52990174", "7 990552", "+371 52 990174", "(8 27) 99 12 64", "8-27-991264", "900 7711",
                "R-0108-10018543", "LT/11830-01", "17.09.2001", "2001-09-17", "38,64", "LV-1099", "511399/0017"
            })
    void readsANumberAsOneTermHoweverItIsSpaced(String typed) {
        assertThat(terms("\t" + typed + "  ")).singleElement().isInstanceOfSatisfying(Number.class, number -> {
            assertThat(number.text().replaceAll("[^0-9]", "")).isEqualTo(typed.replaceAll("[^0-9]", ""));
            assertThat(number.field()).isEmpty();
        });
    }

    @Test
    void doesNotJoinNumbersThatAreNotOnePhone() {
        assertThat(terms("2001 10018543 -52 990174"))
                .containsExactly(number("2001"), number("10018543"), new Number("52 990174", Optional.empty(), true));
        assertThat(terms("17.09.2001 38.64")).containsExactly(number("17.09.2001"), number("38.64"));
    }

    @Test
    void readsFieldNumbers() {
        assertThat(terms("phone:+371 7 990552 contract: LT/11830-01 customer:\"100 18543\" -phone:123"))
                .containsExactly(
                        new Number("+371 7 990552", Optional.of("phone"), false),
                        new Number("LT/11830-01", Optional.of("contract"), false),
                        new Number("100 18543", Optional.of("customer"), false),
                        new Number("123", Optional.of("phone"), true));
    }

    @Test
    void readsFilters() {
        SearchQuery query =
                QueryParser.parse("Type:complaint,letter lang:LV language:lt channel:fax case:l-2001/4512 zvans");

        assertThat(query.types()).isEqualTo(Set.of("complaint", "letter"));
        assertThat(query.languages()).isEqualTo(Set.of("lv", "lt"));
        assertThat(query.channels()).isEqualTo(Set.of("fax"));
        assertThat(query.caseReference()).contains("L-2001-4512");
        assertThat(query.terms()).containsExactly(word("zvans"));
    }

    @Test
    void readsNames() {
        assertThat(terms("name:\"Jānis Ozols\" name:bērz* -name:Kalns"))
                .containsExactly(
                        new Name(List.of("Jānis", "Ozols"), false, false),
                        new Name(List.of("bērz"), true, false),
                        new Name(List.of("Kalns"), false, true));
        assertThat(terms("name:!")).containsExactly(word("name"));
    }

    @ParameterizedTest
    @CsvSource({
        "2001, 2001-01-01, 2001-12-31",
        "2001-02, 2001-02-01, 2001-02-28",
        "2001-10-05, 2001-10-05, 2001-10-05",
        "05.10.2001, 2001-10-05, 2001-10-05",
        "2001-10..2001-12, 2001-10-01, 2001-12-31",
        "2001-12..2001-10, 2001-10-01, 2001-12-31",
        "2001.., 2001-01-01,",
        "..2001-03, , 2001-03-31"
    })
    void readsDates(String typed, LocalDate from, LocalDate to) {
        SearchQuery query = QueryParser.parse("date:" + typed);

        assertThat(query.from()).isEqualTo(Optional.ofNullable(from));
        assertThat(query.to()).isEqualTo(Optional.ofNullable(to));
        assertThat(query.terms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"date:2001-13", "date:30.02.2001", "date:..", "date:soon", "case:!", "phone:none", "type:,"})
    void searchesWhatAFilterDoesNotUnderstandAsWords(String typed) {
        SearchQuery query = QueryParser.parse(typed);

        assertThat(query.terms()).isNotEmpty();
        assertThat(query.withTerms(List.of())).isEqualTo(SearchQuery.all());
    }

    @Test
    void dropsPunctuationButSearchesNothingWhereThereIsNothingElse() {
        assertThat(terms("zvans – - , tālrunis")).containsExactly(word("zvans"), word("tālrunis"));
        assertThat(terms("   ")).isEmpty();
        assertThat(terms("??? -")).containsExactly(word("?"));
    }

    @Test
    void takesAnUnclosedQuoteForNothing() {
        assertThat(terms("\"pirmais otrais")).containsExactly(word("pirmais"), word("otrais"));
        assertThat(terms("5\" -\"x")).hasSize(2);
    }

    @Test
    void keepsTheFirstTermsOfAVeryLongText() {
        SearchQuery query = QueryParser.parse("vārds ".repeat(2_000));

        assertThat(query.terms()).hasSize(SearchQuery.TERMS_MAX);
        assertThat(QueryParser.parse("x".repeat(10_000)).terms()).hasSize(1);
    }

    @Test
    void neverFailsOnAnything() {
        Random random = new Random(SEED);
        String marks = "\"“”«»„-+*:()[]{}^~!?\\/&|<>.,' \t\n\u0000\u001b\u200e\ufeffdate:case:phone:type:0123456789";
        for (int run = 0; run < 3_000; run++) {
            StringBuilder text = new StringBuilder();
            int length = run % 100 == 0 ? 10_000 : random.nextInt(60);
            while (text.length() < length) {
                int c = random.nextBoolean() ? marks.charAt(random.nextInt(marks.length())) : random.nextInt(0x110000);
                text.appendCodePoint(c);
            }
            String typed = text.toString();
            assertThatCode(() -> QueryParser.parse(typed))
                    .as("seed %d, run %d", SEED, run)
                    .doesNotThrowAnyException();
        }
    }

    private static List<Term> terms(String text) {
        return QueryParser.parse(text).terms();
    }

    private static Word word(String text) {
        return new Word(text, false, false);
    }

    private static Number number(String text) {
        return new Number(text, Optional.empty(), false);
    }
}
