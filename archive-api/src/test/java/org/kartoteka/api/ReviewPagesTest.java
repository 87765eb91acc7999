package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.rendition.DocumentReading;

/** Each test has a channel of its own, since all share one queue. */
class ReviewPagesTest extends DoorsTestCase {
    private static final Pattern CHOSEN = Pattern.compile("name=\"chosen\" value=\"([a-z-]+)\"[^>]* checked");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private DocumentId unsure(String channel, String fileName) {
        List<FixturePage> pages = List.of(
                FixturePage.drawn("lv", "Rīgā 2001-10-24\nLīguma Nr. 4512876"), FixturePage.drawn("lv", "Otrā lapa"));
        DocumentReading.Field contract = new DocumentReading.Field(
                "contractNumber",
                "4512876",
                "4512876",
                1,
                pages.getFirst().place("4512876"),
                0.5,
                "page",
                "check-digit");
        DocumentReading.Field reference =
                new DocumentReading.Field("caseReference", "L-2001-004512", "L-2001-004512", 1, List.of(), 0.6);
        return fixture.file(new FixtureArchive.Letter(
                channel, fileName, "letter", 0.41, pages, List.of(contract, reference), List.of("L-2001-004512")));
    }

    private String get(String path, String cookie) {
        return doors.send(doors.withSession(path, cookie)).body();
    }

    private HttpResponse<String> post(String path, String cookie, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return doors.send(doors.withSession(path, cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String chosen(String page) {
        Matcher radio = CHOSEN.matcher(page);
        assertThat(radio.find()).as("a type is chosen").isTrue();
        return radio.group(1);
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return Doors.header(response, "Location").replaceFirst("^http://[^/]+", "");
    }

    @ParameterizedTest
    @CsvSource({
        "en, To be checked, Nothing waits for you, What is it?, Confirm and next",
        "lv, Jāpārbauda, Nekas negaida, Kas tas ir?, Apstiprināt un tālāk",
        "lt, Reikia patikrinti, Nieko nelaukia, Kas tai?, Patvirtinti ir toliau",
        "cs, Ke kontrole, Nic nečeká, Co to je?, Potvrdit a dál",
        "ru, На проверку, Ничего не ждёт, Что это?, Подтвердить и дальше",
        "kk, Тексерілуі керек, Күтіп тұрған ештеңе жоқ, Бұл не?, Растау және келесі"
    })
    void showsListAndItemInEveryLanguage(String language, String title, String empty, String question, String confirm) {
        DocumentId id = unsure("lang" + language, "one.tif");

        String list = doors.send(
                        doors.withToken("/review?channel=lang" + language).header("Accept-Language", language))
                .body();
        String item = doors.send(doors.withToken("/review/" + id).header("Accept-Language", language))
                .body();

        assertThat(list).contains(title, "/review/" + id, "one.tif").doesNotContain("??", empty);
        assertThat(chosen(item)).isEqualTo("letter");
        assertThat(item.indexOf("field.contractNumber"))
                .as("what is doubtful comes first")
                .isLessThan(item.indexOf("field.caseReference"));
        assertThat(item)
                .contains(question, confirm, "data-number=\"1\"", "4512876", "L-2001-004512")
                .doesNotContain("??");
    }

    @Test
    void saysKindlyThatNothingWaits() {
        assertThat(doors.get("/review?channel=emptychannel").body())
                .contains("Nothing waits that fits these filters")
                .doesNotContain("data-begin");
    }

    @Test
    void showsHowManyWaitOnEveryPage() {
        unsure("counted", "one.tif");

        assertThat(doors.get("/review").body()).contains("href=\"/review\"", "class=\"nav-count\"");
    }

    @Test
    void goesFromItemToItemAndBack() {
        String anna = doors.signIn();
        DocumentId first = unsure("walked", "one.tif");
        DocumentId second = unsure("walked", "two.tif");

        String toFirst = location(post("/review/next?channel=walked", anna, Map.of()));
        String toSecond = location(post(
                "/review/" + first + "/decisions?channel=walked", anna, Map.of("version", "1", "chosen", "complaint")));
        String shown = get(toSecond, anna);
        String toEnd = location(post("/review/" + second + "/skip?channel=walked", anna, Map.of()));
        String end = get(toEnd, anna);
        String back = location(post(
                "/review/" + first + "/undo?channel=walked", anna, Map.of("version", "2", "left", second.value())));

        assertThat(toFirst).isEqualTo("/review/" + first + "?channel=walked");
        assertThat(toSecond).isEqualTo("/review/" + second + "?done=" + first + ".2&channel=walked");
        assertThat(shown).contains("/review/" + first + "/undo?channel=walked", "name=\"version\" value=\"2\"");
        assertThat(end).contains("That was the last one for now", "two.tif").doesNotContain("one.tif");
        assertThat(back).isEqualTo("/review/" + first + "?undone=true&channel=walked");
        assertThat(get(back, anna)).contains("Taken back. The document waits again.");
        assertThat(chosen(get(back, anna))).isEqualTo("letter");
        JsonEvents events = events(first);
        assertThat(events.types()).containsExactly("ingestion", "correction", "correction-withdrawal");
        assertThat(doors.json("/api/v1/documents/" + first).get("state").asString())
                .isEqualTo("review");
    }

    private record JsonEvents(List<String> types) {}

    private JsonEvents events(DocumentId id) {
        return new JsonEvents(doors.json("/api/v1/documents/" + id + "/events")
                .valueStream()
                .map(record -> record.at("/events/0/type").asString())
                .toList());
    }

    @Test
    void anotherSessionOfTheSamePersonIsShownWhoHasTheItem() {
        String anna = doors.signIn();
        String berta = doors.signIn();
        DocumentId id = unsure("sessions", "one.tif");
        location(post("/review/next?channel=sessions", anna, Map.of()));

        String hers = get("/review/" + id, anna);
        String others = get("/review/" + id, berta);
        String next = location(post("/review/next?channel=sessions", berta, Map.of()));

        assertThat(hers).contains("data-claimed hidden=\"hidden\"");
        assertThat(others).contains("user:local looks at it, until").doesNotContain("hidden=\"hidden\"></p>");
        assertThat(next).isEqualTo("/review?end=true&channel=sessions");
        assertThat(get("/review?channel=sessions", berta)).contains("user:local looks at it, until");
    }

    @Test
    void tellsWhoDecidesLateWhatChangedAndWhatWasTyped() {
        String anna = doors.signIn();
        DocumentId id = unsure("late", "one.tif");
        post("/review/" + id + "/decisions?channel=late", anna, Map.of("version", "1", "chosen", "letter"));

        String settled = get("/review/" + id + "?channel=late", anna);
        HttpResponse<String> late = post(
                "/review/" + id + "/decisions?channel=late",
                anna,
                Map.of("version", "1", "chosen", "invoice", "field.phone", "+371 29999999"));

        assertThat(settled).contains("somebody has settled it").doesNotContain("data-decide");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body())
                .contains("Somebody changed this document", "value=\"+371 29999999\"", "name=\"version\" value=\"2\"");
        assertThat(chosen(late.body())).isEqualTo("invoice");
        assertThat(doors.json("/api/v1/documents/" + id).at("/type/code").asString())
                .isEqualTo("letter");
    }

    @Test
    void showsAgainAsTypedWhatCannotBeAValue() {
        String anna = doors.signIn();
        DocumentId id = unsure("wrong", "one.tif");

        HttpResponse<String> wrong = post(
                "/review/" + id + "/decisions?channel=wrong&type=letter",
                anna,
                Map.of("version", "1", "chosen", "invoice", "field.amount", "much"));
        HttpResponse<String> noType =
                post("/review/" + id + "/decisions?channel=wrong", anna, Map.of("version", "1", "chosen", "poem"));

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("This cannot be a value of the field: Amount", "value=\"much\"");
        assertThat(chosen(wrong.body())).isEqualTo("invoice");
        assertThat(noType.statusCode()).isEqualTo(400);
        assertThat(doors.json("/api/v1/documents/" + id).get("version").asInt()).isEqualTo(1);
    }

    @Test
    void mendsFieldsAndConfirmsTheTypeThatWasInDoubt() {
        String anna = doors.signIn();
        DocumentId id = unsure("mended", "one.tif");

        post(
                "/review/" + id + "/decisions?channel=mended",
                anna,
                Map.of("version", "1", "chosen", "letter", "field.contractNumber", "4512877", "languages", "lt"));

        var answer = doors.json("/api/v1/documents/" + id);
        assertThat(answer.at("/type/byPerson").asBoolean()).isTrue();
        assertThat(answer.get("fields").toString()).contains("4512877").doesNotContain("4512876");
        assertThat(answer.get("languages").toString()).isEqualTo("[\"lt\"]");
    }

    @Test
    void undoComesTooLateWhereSomebodyWentOn() {
        String anna = doors.signIn();
        DocumentId id = unsure("toolate", "one.tif");
        post("/review/" + id + "/decisions", anna, Map.of("version", "1", "chosen", "letter"));
        post("/documents/" + id + "/corrections", anna, Map.of("version", "2", "type", "invoice"));

        String back = location(post("/review/" + id + "/undo", anna, Map.of("version", "2")));

        assertThat(get(back, anna)).contains("It cannot be taken back");
        assertThat(doors.json("/api/v1/documents/" + id).at("/type/code").asString())
                .isEqualTo("invoice");
    }

    @Test
    void hostileTextIsShownAsItIsAndNothingRunsInline() {
        List<FixturePage> pages = List.of(FixturePage.drawn("en", HOSTILE + " 12345678"));
        DocumentReading.Field name = new DocumentReading.Field("customerName", HOSTILE, HOSTILE, 1, List.of(), 0.5);
        DocumentId id = fixture.file(new FixtureArchive.Letter(
                "hostile/\"><script>alert(1)</script>",
                HOSTILE + ".pdf",
                "letter",
                0.3,
                pages,
                List.of(name),
                List.of()));

        for (String path :
                List.of("/review?channel=hostile", "/review/" + id, "/review/" + id + "?done=%3Cscript%3E")) {
            String page = doors.get(path).body();
            assertThat(page)
                    .as(path)
                    .contains("&lt;img src=x onerror=alert(1)&gt;")
                    .doesNotContain(HOSTILE, "<script>", " onclick", " style=");
        }
    }

    @Test
    void strangersAndOtherSitesCannotDecide() {
        String anna = doors.signIn();
        DocumentId id = unsure("closed", "one.tif");

        assertThat(doors.send(doors.request("/review/" + id + "/decisions").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(doors.send(doors.withSession("/review/next", anna)
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(doors.json("/api/v1/documents/" + id).get("version").asInt()).isEqualTo(1);
    }
}
