package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.identity.DocumentId;

/** What every search index promises about words and numbers; see also {@link SearchIndexResultContract}. */
public abstract class SearchIndexContract {
    protected SearchIndex index;

    /** An empty index. */
    protected abstract SearchIndex open() throws Exception;

    /** Closes what {@link #open} gave. */
    protected void close(SearchIndex opened) throws Exception {}

    /** Whether words are found in other inflections and with errors of recognition. */
    protected boolean inflects() {
        return true;
    }

    @BeforeEach
    void openIndex() throws Exception {
        index = open();
    }

    @AfterEach
    void closeIndex() throws Exception {
        close(index);
    }

    protected final void put(IndexedDocumentBuilder... documents) {
        index.put(java.util.Arrays.stream(documents)
                .map(IndexedDocumentBuilder::build)
                .toList());
    }

    protected final List<DocumentId> found(String typed) {
        return index.search(QueryParser.parse(typed)).hits().stream()
                .map(hit -> hit.document().id())
                .toList();
    }

    @Test
    void findsADocumentByAnyWordOfAnyPage() {
        put(
                aDocument(1).page("Sveicināti, Rīga!").page("Otrā lapa par tālruni"),
                aDocument(2).page("cits"));

        assertThat(found("rīga")).containsExactly(id(1));
        assertThat(found("OTRĀ sveicināti")).containsExactly(id(1));
        assertThat(found("nekur")).isEmpty();
        assertThat(found("")).hasSize(2);
    }

    @Test
    void needsEveryWordAndNoExcludedOne() {
        put(
                aDocument(1).page("pirmais otrais"),
                aDocument(2).page("pirmais trešais"),
                aDocument(3).page("otrais"));

        assertThat(found("pirmais otrais")).containsExactly(id(1));
        assertThat(found("pirmais -otrais")).containsExactly(id(2));
        assertThat(found("-pirmais")).containsExactly(id(3));
        assertThat(found("pirmais -\"pirmais trešais\"")).containsExactly(id(1));
        assertThat(found("???")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "līgums, ligums",
        "ligums, līgums",
        "LĪGUMS, līgums",
        "žąsytienė, zasytiene",
        "Hřebíčková, hrebickova",
        "Фёдор, федор",
        "Подъячев, ПОДЪЯЧЕВ",
        "Йод, иод",
        "straße, strasse",
        "ﬁrma, firma",
        "O’Connor, o'connor"
    })
    void mindsNeitherCaseNorDiacritics(String printed, String typed) {
        put(aDocument(1).page("x " + printed + ", y"), aDocument(2).page("cits"));

        assertThat(found(typed)).containsExactly(id(1));
    }

    @ParameterizedTest
    @CsvSource({
        "lv, līgums, līguma",
        "lv, līgums, līgumu",
        "lv, līgums, liguma",
        "lv, līgumā, ligums",
        "lv, rēķins, rēķinus",
        "lv, sūdzība, sūdzību",
        "lt, sutartis, sutarties",
        "lt, sutartis, sutartį",
        "lt, sąskaita, saskaitos",
        "cs, smlouva, smlouvy",
        "cs, smlouvu, smlouva",
        "cs, stížnost, stížnosti",
        "ru, договор, договора",
        "ru, договору, договор",
        "ru, жалоба, жалобы",
        "kk, шарт, шарттың",
        "kk, шартты, шарт",
        "kk, шарттар, шарт",
        "kk, шағым, шағымды",
        "kk, шағымдар, шағым",
        "kk, шағымыңыз, шағымдарды",
        "kk, байланысы, байланыс",
        "kk, мекенжайыма, мекенжай",
        "kk, сұрағы, сұрақ",
        "und, өтініштеріңізге, отиниш",
        "en, contract, contracts",
        "en, invoices, invoice",
        "und, līgums, līguma"
    })
    void findsOtherInflections(String language, String printed, String typed) {
        Assumptions.assumeTrue(inflects());
        put(
                aDocument(1).language(language).page("aaa " + printed + " bbb"),
                aDocument(2).language(language).page("aaa bbb"));

        assertThat(found(typed)).containsExactly(id(1));
        assertThat(found("\"aaa " + typed + "\"")).containsExactly(id(1));
    }

    @Test
    void ranksTheWordItselfBeforeItsInflectionsAndThoseBeforeErrors() {
        Assumptions.assumeTrue(inflects());
        put(
                aDocument(1).page("viens pieteikurns divi"),
                aDocument(2).page("viens pieteikumu divi"),
                aDocument(3).page("viens pieteikums divi"));

        assertThat(found("pieteikums")).containsExactly(id(3), id(2), id(1));
        assertThat(found("viens -pieteikums")).containsExactly(id(1));
    }

    @ParameterizedTest
    @CsvSource({"sudzlba, sūdzība", "Bērzinš, berzins", "закпючение, заключение", "telefonu rn, telefons"})
    void forgivesAnErrorOfRecognition(String printed, String typed) {
        Assumptions.assumeTrue(inflects());
        put(aDocument(1).language("und").page(printed), aDocument(2).page("cits"));

        assertThat(found(typed)).containsExactly(id(1));
    }

    @Test
    void findsPhrasesOnlyInOrderAndOnOnePage() {
        put(
                aDocument(1).page("Rīgas brīvosta, līgums"),
                aDocument(2).page("brīvosta Rīgas"),
                aDocument(3).page("Rīgas").page("brīvosta"));

        assertThat(found("\"rigas brivosta\"")).containsExactly(id(1));
        assertThat(found("rīgas brīvosta")).hasSize(3);
        assertThat(found("\"brīvosta līgums\"")).containsExactly(id(1));
    }

    @Test
    void findsBeginningsOfWordsAndNumbers() {
        put(aDocument(1).page("telefoniem un L-2001-004512"), aDocument(2).page("stelefons lv"));

        assertThat(found("tele*")).containsExactly(id(1));
        assertThat(found("TĒLE*")).containsExactly(id(1));
        assertThat(found("L-2001-0045*")).containsExactly(id(1));
        assertThat(found("l*")).containsExactlyInAnyOrder(id(1), id(2));
        assertThat(found("lv:*")).containsExactly(id(2));
    }

    @Test
    void findsMailAddressesWholeAndInPieces() {
        put(
                aDocument(1).page("E-pasts: girts.udris@pasts.example."),
                aDocument(2).page("girts pasts"));

        assertThat(found("Girts.Udris@pasts.example")).containsExactly(id(1));
        assertThat(found("udris")).containsExactly(id(1));
        assertThat(found("pasts.example")).containsExactly(id(1));
        assertThat(found("girts")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "L-2001-004512|L-2001-004512",
                "L-2001-004512|l2001/004512",
                "L-2001-004512|2001-004512",
                "L-2001-004512|004512",
                "L-2OO1-OO4S12|L-2001-004512",
                "Nr. R-0108-10018543|R-0108-10018543",
                "Tālr. 52 990174|52990174",
                "Tālr. 52 990174|+371 52 990174",
                "Tālr. 52 990174|+37152990174",
                "+371 52990174|52 990174",
                "+37152990174|52990174",
                "(8-27) 99 12 64|827991264",
                "8-27-991264|+370 27 991264",
                "8 O1B|8018",
                "kods 511399/0017|5113990017",
                "Ls 38,64 kopā|38.64",
                "LT/11830-01|LT1183001",
                "17.09.2001|17.09.2001",
                "17.09.2001.|2001-09-17",
                "2001. gada 17. septembrī|17.09.2001",
                "2001 m. balandžio 23 d.|2001-04-23",
                "dne 20. září 2001|20.9.2001",
                "12 июля 2001 года|12.07.2001",
                "2001 жылғы 17 қыркүйек|2001-09-17",
                "September 12, 2001|2001-09-12"
            })
    void findsNumbersHoweverTheyAreWritten(String printed, String typed) {
        put(
                aDocument(1).language("und").page("sākums\n" + printed + "\nbeigas"),
                aDocument(2).page("1234567 un 2002"));

        assertThat(found(typed)).containsExactly(id(1));
        assertThat(found("-" + typed)).doesNotContain(id(1)).contains(id(2));
    }

    @Test
    void findsNumbersAmongFieldsAndInOneField() {
        put(
                aDocument(1).field("phone", "+37152990174", "52 990174").page("viens"),
                aDocument(2).field("customerNumber", "52990174", "52990174").page("divi"),
                aDocument(3).page("trīs 52990174"),
                aDocument(4)
                        .field("contractNumber", "LT/11830-01", "LT/11830-01")
                        .page("četri"));

        assertThat(found("52990174")).containsExactlyInAnyOrder(id(1), id(2), id(3));
        assertThat(found("phone:52990174")).containsExactly(id(1));
        assertThat(found("phone:990174")).containsExactly(id(1));
        assertThat(found("customer:52990174")).containsExactly(id(2));
        assertThat(found("contract:LT-11830-O1")).containsExactly(id(4));
        assertThat(found("52990174 -customer:52990174")).containsExactlyInAnyOrder(id(1), id(3));
    }

    @Test
    void findsNamesOfFieldsFileNamesAndCaseReferences() {
        put(aDocument(1)
                .field("customerName", "Ģirts Kļaviņš-Ūdris", "Ģirtam Kļaviņam-Ūdrim")
                .fileName("pieteikums_jekabpils.tif")
                .inCase("L-2001-004512")
                .page("viens"));

        assertThat(found("name:\"girts klavins\"")).containsExactly(id(1));
        assertThat(found("jēkabpils")).containsExactly(id(1));
        assertThat(found("L-2001-004512")).containsExactly(id(1));
    }

    @Test
    void locatesWordsOnAPage() {
        List<String> words = List.of("Līgums", "Nr.", "L-2001-", "004512,", "Rīgas", "brīvosta", "(Rīgas)");

        assertThat(locate("ligums", words)).containsExactly(0);
        assertThat(locate("rīgas -līgums", words)).containsExactly(4, 6);
        assertThat(locate("\"rigas brīvosta\"", words)).containsExactly(4, 5);
        assertThat(locate("L-2001-004512", words)).containsExactly(2, 3);
        assertThat(locate("brīv* nr", words)).containsExactly(1, 5);
        assertThat(locate("", words)).isEmpty();
    }

    @Test
    void locatesANumberThatIsPrintedInPieces() {
        List<String> words = List.of("Tālr.", "+371", "52", "990174", "vai", "52", "99");

        assertThat(locate("52990174", words)).contains(2, 3).doesNotContain(0, 4, 5, 6);
        assertThat(locate("phone:+37152990174", words)).contains(1, 2, 3);
        assertThat(locate("x", List.of())).isEmpty();
    }

    @Test
    void locatesInflectionsInTheLanguageOfThePage() {
        Assumptions.assumeTrue(inflects());

        assertThat(locate("līguma", List.of("Šis", "līgums", "ir"))).containsExactly(1);
        assertThat(locate("līguma", List.of("Šis", "Iīgums", "līgumi"))).containsExactly(2);
        assertThat(locate("pieteikums", List.of("Šis", "pieteikurns"))).containsExactly(1);
    }

    protected final List<Integer> locate(String typed, List<String> words) {
        return index.locate(QueryParser.parse(typed), "lv", words);
    }

    @Test
    void answersAnythingThatIsTyped() {
        put(aDocument(1).page("līgums <script>alert(1)</script> \u0000 \ud800 7 990552"));
        Random random = new Random(20011005);
        String marks = "\"-+*:()[]{}^~!?\\/&|<>.,#@= \t0123456789līgumsтекст";
        for (int run = 0; run < 300; run++) {
            StringBuilder typed = new StringBuilder();
            int length = run % 50 == 0 ? 10_000 : random.nextInt(60);
            while (typed.length() < length) {
                boolean known = random.nextInt(4) > 0;
                typed.appendCodePoint(known ? marks.charAt(random.nextInt(marks.length())) : random.nextInt(0x110000));
            }
            assertThatCode(() -> {
                        SearchQuery query = QueryParser.parse(typed.toString());
                        index.search(query);
                        index.locate(query, "lv", List.of("līgums", typed.toString(), "7", "990552"));
                    })
                    .as("run %d", run)
                    .doesNotThrowAnyException();
        }
        String many = String.join(
                " ",
                IntStream.range(0, 40)
                        .mapToObj(i -> "vārdiņš" + (char) ('a' + i % 26))
                        .toList());
        assertThatCode(() -> found(many + " a* l* -m*")).doesNotThrowAnyException();
    }

    @Test
    void keepsTheHighestVersionWhateverTheOrderOfWriting() throws Exception {
        List<IndexedDocument> writes = new ArrayList<>();
        for (int version = 1; version <= 40; version++) {
            for (int document = 1; document <= 5; document++) {
                writes.add(aDocument(document)
                        .version(version)
                        .page("versija v" + version)
                        .build());
            }
        }
        java.util.Collections.shuffle(writes, new Random(7));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < writes.size(); i += 10) {
                List<IndexedDocument> some = writes.subList(i, i + 10);
                running.add(threads.submit(() -> index.put(some)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        assertThat(found("v40")).hasSize(5);
        assertThat(index.size()).isEqualTo(5);
        assertThat(index.version(id(3))).contains(40L);
    }
}
