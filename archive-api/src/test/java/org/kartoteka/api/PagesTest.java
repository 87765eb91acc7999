package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.reason.Reason;

class PagesTest extends DoorsTestCase {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @Test
    void showsHitsWithTheirSnippets() {
        DocumentId id = fixture.file(complaint("page.tif", "redzams"));

        String page = doors.get("/?q=redzams").body();

        assertThat(page).contains("Documents found: 1", "<mark>redzams</mark>", "/documents/" + id + "?q=redzams");
    }

    @Test
    void advisesWhereNothingIsFound() {
        assertThat(doors.get("/?q=nekurienesvards").body()).contains("Nothing found", "Type fewer words");
    }

    @ParameterizedTest
    @CsvSource({
        "en, The search took too long",
        "lv, Meklēšana ilga pārāk ilgi",
        "lt, Paieška truko per ilgai",
        "cs, Hledání trvalo příliš dlouho",
        "ru, Поиск длился слишком долго",
        "kk, Іздеу тым ұзаққа созылып"
    })
    void saysWhereTheSearchStoppedAtItsTimeLimit(String language, String sentence) {
        fixture.file(complaint("slow-" + language + ".tif", "lēni" + language));
        HttpRequest.Builder search = doors.withToken("/?q=l%C4%93ni" + language).header("Accept-Language", language);

        String whole = doors.send(search).body();
        fixture.index.runOutOfTime(true);
        try {
            assertThat(doors.send(search).body()).contains(sentence);
            assertThat(doors.json("/api/v1/search?q=a").get("complete").asBoolean())
                    .isFalse();
        } finally {
            fixture.index.runOutOfTime(false);
        }
        assertThat(whole).contains("slow-" + language + ".tif").doesNotContain(sentence);
    }

    @Test
    void opensADocumentOnTheFirstPageWithAHitAndMarksIt() {
        FixtureArchive.Letter letter = complaint("second.tif", "pirmais");
        List<FixturePage> pages = List.of(letter.pages().getFirst(), FixturePage.drawn("lv", "tikai otrajā"));
        DocumentId id = fixture.file(new FixtureArchive.Letter(
                letter.folder(), letter.fileName(), "complaint", 0.9, pages, List.of(), List.of()));

        String page = doors.get("/documents/" + id + "?q=otraj%C4%81").body();

        assertThat(page)
                .contains("/pages/2/image\"", "class=\"hit-mark\"", "id=\"hit-1\"", "viewBox=\"0 0 1240 1754\"")
                .doesNotContain("id=\"hit-2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "en, Perhaps the same sheets, 10010001",
        "lv, Iespējams tās pašas lapas, 10010002",
        "lt, Galbūt tie patys lapai, 10010003",
        "cs, Možná tytéž listy, 10010004",
        "ru, Возможно те же листы, 10010005",
        "kk, Бәлкім екі рет сканерленген сол парақтар, 10010006"
    })
    void leadsToTheSameLetterThatWasScannedBefore(String language, String heading, String customer) {
        DocumentId first = fixture.file(reminder("<b>first.tif", customer, "5.01"));
        DocumentId again = fixture.file(reminder("again.tif", customer, "5.01"));

        String page = doors.send(doors.withToken("/documents/" + again).header("Accept-Language", language))
                .body();

        assertThat(page.replace(",", ""))
                .contains(heading, "/documents/" + first + "\"", "&lt;b&gt;first.tif")
                .doesNotContain("likeness.", "document.alike", "<b>first.tif");
    }

    @Test
    void showsWhatWasWrittenByHandInAllLanguagesAndKeepsItOutOfTheText() {
        DocumentId id = fixture.file(withNote("handwritten.tif", "zvznitpec17"));

        for (String language : List.of("en", "lv", "lt", "cs", "ru", "kk")) {
            String page = doors.send(doors.withToken("/documents/" + id).header("Accept-Language", language))
                    .body();
            assertThat(page)
                    .as(language)
                    .contains("class=\"overlay-mark handwriting\"", "width=\"420\"", "zvznitpec17")
                    .doesNotContain("document.overlay");
        }
        assertThat(doors.get("/documents/" + id).body()).contains("Written or stamped on this page", "Handwriting");
        assertThat(doors.get("/documents/" + id + "?view=text").body().split("zvznitpec17"))
                .as("beside the text alone")
                .hasSize(2);
    }

    @Test
    void findsAndMarksDoubtfulHandwriting() {
        DocumentId id = fixture.file(withNote("found-by-hand.tif", "skansanabut"));

        assertThat(doors.get("/documents/" + id + "?q=skansanabut").body())
                .contains("id=\"hit-1\"", "x=\"297\"")
                .doesNotContain("id=\"hit-2\"");
    }

    private static FixtureArchive.Letter withNote(String fileName, String doubtful) {
        FixtureArchive.Letter letter = complaint(fileName, "ar roku");
        return new FixtureArchive.Letter(
                letter.folder(),
                letter.fileName(),
                "complaint",
                0.9,
                List.of(letter.pages().getFirst().withNote(doubtful)),
                List.of(),
                List.of());
    }

    @Test
    void marksTheHitsInTheText() {
        DocumentId id = fixture.file(complaint("texttab.tif", "izcelts"));

        assertThat(doors.get("/documents/" + id + "?q=izcelts&view=text").body())
                .contains("<mark data-hit=\"\">izcelts</mark>".replace("=\"\"", ""));
    }

    @Test
    void treatsTextAndNamesAsData() {
        List<FixturePage> pages = List.of(FixturePage.drawn("en", HOSTILE + " naidīgs"));
        DocumentId id = fixture.file(new FixtureArchive.Letter(
                "mail", HOSTILE + ".pdf", "letter", 0.4, pages, List.of(), List.of("L-2001-660001")));
        fixture.quarantine("mail", HOSTILE, Reason.of(Reason.Code.ENCRYPTED));

        for (String path : List.of(
                "/",
                "/?q=naid%C4%ABgs",
                "/?q=%3Cimg%20src=x%20onerror=alert(1)%3E",
                "/?q=a&type=%3Cimg%20src=x%3E&case=%3Cimg%20src=x%3E",
                "/documents/" + id + "?q=naid%C4%ABgs",
                "/documents/" + id + "?q=%22%3E%3Cimg%20src=x%3E&view=text",
                "/case-files/L-2001-660001",
                "/intake",
                "/%3Cimg%20src=x%3E")) {
            HttpResponse<String> response = doors.get(path);
            assertThat(response.body()).as(path).doesNotContain("<img src=x");
            assertThat(Doors.header(response, "Content-Security-Policy"))
                    .as(path)
                    .contains("script-src 'self'");
        }
        assertThat(doors.get("/documents/" + id).body()).contains("&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void showsTheDayAndRetriesWhatWasRefused() {
        Batch refused = fixture.quarantine("mail", "once-more.pdf", Reason.of(Reason.Code.ENCRYPTED));
        String cookie = doors.signIn();

        String before = doors.get("/intake").body();
        HttpResponse<String> retried = doors.send(doors.withSession("/intake/" + refused.id() + "/retry", cookie)
                .header("Origin", doors.origin())
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(before).contains("once-more.pdf", "/intake/" + refused.id() + "/retry");
        assertThat(retried.statusCode()).isBetween(302, 303);
        assertThat(fixture.archive.batches().find(refused.id()).orElseThrow().state())
                .isEqualTo(Batch.State.WAITING);
    }

    @Test
    void speaksTheLanguageThatIsAskedForOrChosen() {
        String latvian = doors.send(doors.withToken("/").header("Accept-Language", "de, lv;q=0.8"))
                .body();
        HttpResponse<String> chosen = doors.get("/language/cs?back=/intake");
        String cookie = Doors.header(chosen, "Set-Cookie").split(";")[0];
        String czech =
                doors.send(doors.withToken("/intake").header("Cookie", cookie)).body();

        assertThat(latvian).contains("<html lang=\"lv\">");
        assertThat(Doors.header(chosen, "Location")).endsWith("/intake");
        assertThat(czech).contains("<html lang=\"cs\">");
    }

    @Test
    void neverLeadsToAnotherSite() {
        for (String back : List.of("https://evil.example", "//evil.example", "/%5Cevil.example", "evil")) {
            String location = Doors.header(doors.get("/language/en?back=" + back), "Location");
            assertThat(location).as(back).doesNotContain("evil");
        }
    }

    @Test
    void survivesParametersThatMeanNothing() {
        DocumentId id = fixture.file(complaint("odd.tif", "dīvains"));

        for (String path : List.of(
                "/?q=%22%22%22-*&page=x&from=never&case=!",
                "/?q=a&page=99999999",
                "/documents/" + id + "?page=99&view=none",
                "/documents/" + id + "?page=-1",
                "/intake?day=never&page=-5")) {
            assertThat(doors.get(path).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of("/documents/none", "/case-files/none", "/batches/none")) {
            HttpResponse<String> response = doors.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).as(path).contains("Not there");
        }
    }
}
