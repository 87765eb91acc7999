package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.identity.DocumentId;

class CaseFilePagesTest extends DoorsTestCase {
    private HttpResponse<String> send(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return doors.send(doors.withToken(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private String open(Map<String, String> fields) {
        String location = Doors.header(send("/case-files", fields), "Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void opensACaseFileByTheFormAndListsItWhereItBelongs() {
        String reference = open(Map.of(
                "title", "Sūdzība <b>par</b> rēķinu", "assignee", "token", "due", "2001-01-05", "request", "page-1"));

        assertThat(doors.get("/case-files?list=open").body())
                .contains(reference, "Sūdzība &lt;b&gt;par&lt;/b&gt; rēķinu")
                .doesNotContain("<b>par");
        assertThat(doors.get("/case-files?list=mine").body()).contains(reference);
        assertThat(doors.get("/case-files?list=overdue").body()).contains(reference, "overdue");
        assertThat(doors.get("/case-files?list=closed").body()).doesNotContain(reference);
        assertThat(doors.get("/case-files?q=nosuchword").body()).contains("No case file of this list has these words");
        assertThat(open(Map.of("title", "again", "request", "page-1"))).isEqualTo(reference);
    }

    @Test
    void showsTheFormAgainWhereSomethingCannotBe() {
        String reference = open(Map.of("reference", "Z-2001-01"));

        HttpResponse<String> twice = send("/case-files", Map.of("reference", "Z-2001-01", "title", "kept"));
        HttpResponse<String> wrong = send("/case-files", Map.of("assignee", "Anna B", "title", "kept"));

        assertThat(reference).isEqualTo("Z-2001-01");
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("There is a case file of this reference already", "value=\"kept\"");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("This cannot be a value of the field: Assignee", "value=\"Anna B\"");
        assertThat(send("/case-files", Map.of("due", "soon")).statusCode()).isEqualTo(400);
    }

    @Test
    void closesOpensAgainAndTakesOver() {
        String reference = open(Map.of());
        String changes = "/case-files/" + reference + "/changes";

        send(changes, Map.of("version", "1", "state", "closed"));
        String closed = doors.get("/case-files/" + reference).body();
        send(changes, Map.of("version", "2", "state", "open"));
        send(changes, Map.of("version", "3", "was.assignee", "", "assignee", "token"));

        assertThat(closed).contains("Open again", "Letters that come later are filed here all the same");
        assertThat(doors.get("/case-files/" + reference).body())
                .contains("Assigned to token", "Case file opened again", "Case file closed")
                .doesNotContain("Take it over");
    }

    @Test
    void tellsTheSecondPersonWhatTheFirstDidAndKeepsBothTheirInputs() {
        String reference = open(Map.of("title", "before"));
        String changes = "/case-files/" + reference + "/changes";
        send(changes, Map.of("version", "2", "was.assignee", "", "assignee", "anna"));

        HttpResponse<String> late = send(
                changes,
                Map.of("version", "2", "was.title", "before", "title", "after", "was.assignee", "", "assignee", ""));

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body())
                .contains(
                        "Somebody changed this case file while you looked at it",
                        "Assigned to anna",
                        "name=\"version\" value=\"3\"",
                        "name=\"title\" value=\"after\"",
                        "name=\"assignee\" value=\"anna\"");
        assertThat(doors.json("/api/v1/case-files/" + reference).get("title").asString())
                .isEqualTo("before");

        send(
                changes,
                Map.of(
                        "version",
                        "3",
                        "was.title",
                        "before",
                        "title",
                        "after",
                        "was.assignee",
                        "anna",
                        "assignee",
                        "anna"));

        assertThat(doors.json("/api/v1/case-files/" + reference).get("title").asString())
                .isEqualTo("after");
        assertThat(doors.json("/api/v1/case-files/" + reference).get("assignee").asString())
                .isEqualTo("anna");
    }

    @Test
    void writesNotesAndRefusesEmptyOnes() {
        String reference = open(Map.of());
        String notes = "/case-files/" + reference + "/notes";

        HttpResponse<String> written = send(notes, Map.of("version", "1", "text", "First line\r\n<i>second</i>"));
        HttpResponse<String> empty = send(notes, Map.of("version", "2", "text", "  "));

        assertThat(written.statusCode()).isEqualTo(302);
        assertThat(doors.get("/case-files/" + reference).body()).contains("First line\n&lt;i&gt;second&lt;/i&gt;");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("A note has between 1 and 4000 characters");
    }

    @Test
    void filesMovesAndTakesOutOnTheDocumentsPage() {
        DocumentId id = fixture.file(complaint("desk.tif", "galds"));
        String first = open(Map.of());
        String second = open(Map.of());
        String path = "/documents/" + id + "/case-files";

        HttpResponse<String> filed =
                send(path, Map.of("version", "1", "do", "file", "reference", first.toLowerCase(java.util.Locale.ROOT)));
        HttpResponse<String> moved =
                send(path, Map.of("version", "2", "do", "move", "from", first, "reference", second, "back", first));
        HttpResponse<String> late = send(path, Map.of("version", "2", "do", "takeOut", "from", second));
        HttpResponse<String> nowhere = send(path, Map.of("version", "3", "do", "file", "reference", "Q-404-1"));
        HttpResponse<String> nonsense = send(path, Map.of("version", "3", "do", "file", "reference", "?"));

        assertThat(Doors.header(filed, "Location")).contains("/documents/" + id, "filed=true");
        assertThat(Doors.header(moved, "Location")).contains("/case-files/" + first);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("Nothing was filed or moved", first, second);
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body())
                .contains("There is no case file with this reference: Q-404-1", "/case-files?reference=Q-404-1");
        assertThat(nonsense.statusCode()).isEqualTo(404);
        assertThat(doors.get("/case-files/" + second).body()).contains("Moved here from " + first + ": desk.tif");
    }

    @Test
    void saysThatPostCameForAClosedCaseFile() {
        DocumentId id = fixture.file(complaint("late.tif", "vēls"));
        String reference = open(Map.of("title", "late post"));
        send("/case-files/" + reference + "/changes", Map.of("version", "2", "state", "closed"));
        send("/documents/" + id + "/case-files", Map.of("version", "1", "do", "file", "reference", reference));

        assertThat(doors.get("/case-files?list=unseen").body()).contains(reference, "came after closing: 1");
        assertThat(doors.get("/documents/" + id).body()).contains(">closed</span>");
    }

    @Test
    void letsNobodyChangeAnythingFromAnotherSite() {
        String reference = open(Map.of());
        String cookie = doors.signIn();

        for (String path : List.of(
                "/case-files",
                "/case-files/" + reference + "/changes",
                "/case-files/" + reference + "/notes",
                "/documents/x/case-files")) {
            assertThat(doors.send(doors.withSession(path, cookie)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Sec-Fetch-Site", "cross-site")
                                    .POST(BodyPublishers.ofString("version=1&state=closed&text=x")))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, Case files, Nothing is overdue",
        "lv, Lietas, Nekas nav nokavēts",
        "lt, Bylos, Niekas nepavėluota",
        "cs, Spisy, Nic není po termínu",
        "ru, Дела, Ничего не просрочено",
        "kk, Істер, Мерзімі өткен ештеңе жоқ"
    })
    void speaksSixLanguagesAlsoWhereThereIsNothing(String language, String title, String nothing) {
        String reference = open(Map.of("title", "valoda"));
        String list = doors.send(doors.withToken("/case-files?list=overdue&q=").header("Accept-Language", language))
                .body();
        String page = doors.send(doors.withToken("/case-files/" + reference).header("Accept-Language", language))
                .body();

        assertThat(list).contains(title);
        assertThat(list + page).doesNotContain("??", "case.state", "cases.field", "timeline.");
        if (!list.contains("badge bad")) {
            assertThat(list).contains(nothing);
        }
    }

    @Test
    void noPageOfCaseFilesHoldsScriptOrStyleInItselfAndEveryInputHasALabel() {
        DocumentId id = fixture.file(complaint("labels.tif", "etiķete"));
        String reference =
                doors.json("/api/v1/documents/" + id).get("caseFiles").get(0).asString();

        for (String path : List.of("/case-files", "/case-files/" + reference, "/documents/" + id)) {
            String page = doors.get(path).body();
            assertThat(page)
                    .as(path)
                    .doesNotContain(" style=", "<style")
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContainPattern("\\son[a-z]+=");
            assertThat(page.replaceAll("(?s)<label[^>]*>.*?</label>", ""))
                    .as(path)
                    .doesNotContainPattern("<input type=\"(text|date)\"")
                    .doesNotContainPattern("<select");
        }
    }
}
