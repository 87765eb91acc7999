package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.identity.DocumentId;
import tools.jackson.databind.JsonNode;

class CaseFileApiTest extends DoorsTestCase {
    private static final String CASES = "/api/v1/case-files";

    private HttpResponse<String> post(String path, String ifMatch, String body) {
        HttpRequest.Builder request = doors.withToken(path).header("Content-Type", "application/json");
        if (!ifMatch.isEmpty()) {
            request = request.header("If-Match", ifMatch);
        }
        return doors.send(request.POST(BodyPublishers.ofString(body)));
    }

    private String open(String body) {
        return Doors.json(post(CASES, "", body)).get("reference").asString();
    }

    @Test
    void opensFindsChangesAndClosesACaseFile() {
        HttpResponse<String> opened = post(
                CASES,
                "",
                "{\"title\":\"Rēķins martā\",\"customers\":[\"10033417\"],\"assignee\":\"token\",\"due\":\"2001-12-01\"}");
        String reference = Doors.json(opened).get("reference").asString();

        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(Doors.header(opened, "Location")).isEqualTo(CASES + "/" + reference);
        assertThat(reference).matches("L-\\d{4}-\\d{6}");
        assertThat(references(CASES + "?state=open&assignee=me&overdue=true&q=r%C4%93%C4%B7ins+10033417"))
                .containsExactly(reference);

        HttpResponse<String> closed = post(
                CASES + "/" + reference + "/changes",
                Doors.header(opened, "ETag"),
                "{\"state\":\"closed\",\"assignee\":\"\",\"due\":\"\"}");

        JsonNode answer = Doors.json(closed);
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(answer.get("state").asString()).isEqualTo("closed");
        assertThat(answer.has("assignee")).isFalse();
        assertThat(answer.has("due")).isFalse();
        assertThat(answer.get("title").asString()).isEqualTo("Rēķins martā");
        assertThat(references(CASES + "?state=open")).doesNotContain(reference);
        assertThat(references(CASES + "?state=closed")).contains(reference);
        assertThat(doors.json(CASES + "/" + reference + "/events")
                        .get(2)
                        .at("/events/2/type")
                        .asString())
                .isEqualTo("closing");
    }

    @Test
    void listsInPartsThatMissNothing() {
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            opened.add(open("{\"title\":\"dalīts saraksts\"}"));
        }

        List<String> found = new ArrayList<>();
        String after = "";
        do {
            JsonNode part = doors.json(CASES + "?q=dal%C4%ABts&limit=2&order=reference&after=" + after);
            part.get("items").forEach(item -> found.add(item.get("reference").asString()));
            after = part.path("next").asString("");
        } while (!after.isEmpty());

        assertThat(found).containsExactlyElementsOf(opened.stream().sorted().toList());
    }

    @Test
    void aCommandWithAKeyMayBeSentAgain() {
        HttpRequest.Builder request = doors.withToken(CASES)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "once-4711")
                .POST(BodyPublishers.ofString("{\"title\":\"once\"}"));

        String first = Doors.json(doors.send(request)).get("reference").asString();

        assertThat(Doors.json(doors.send(request)).get("reference").asString()).isEqualTo(first);
    }

    @Test
    void secondOfTwoPersonsIsToldInASentenceWhatChanged() {
        String reference = open("{}");
        String path = CASES + "/" + reference + "/changes";
        post(path, "\"v1\"", "{\"assignee\":\"anna\"}");

        HttpResponse<String> late = doors.send(doors.withToken(path)
                .header("Content-Type", "application/json")
                .header("Accept-Language", "lv")
                .header("If-Match", "\"v1\"")
                .POST(BodyPublishers.ofString("{\"assignee\":\"bert\"}")));

        JsonNode problem = Doors.json(late);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(Doors.header(late, "Content-Type")).startsWith("application/problem+json");
        assertThat(Doors.header(late, "ETag")).isEqualTo("\"v2\"");
        assertThat(problem.get("version").asInt()).isEqualTo(2);
        assertThat(problem.at("/changes/0/sentence").asString()).isEqualTo("Piešķirta: anna");
        assertThat(doors.json(CASES + "/" + reference).get("assignee").asString())
                .isEqualTo("anna");
    }

    @Test
    void filesMovesAndTakesOutAndKeepsTheHistory() {
        DocumentId id = fixture.file(complaint("hand.tif", "rokas"));
        String first = open("{}");
        String second = open("{}");
        String path = "/api/v1/documents/" + id + "/case-files/";

        assertThat(send("PUT", path + first, "\"v1\"").statusCode()).isEqualTo(200);
        assertThat(send("PUT", path + second + "?from=" + first, "\"v2\"").statusCode())
                .isEqualTo(200);
        HttpResponse<String> out = send("DELETE", path + second, "\"v3\"");

        assertThat(Doors.header(out, "ETag")).isEqualTo("\"v4\"");
        assertThat(Doors.json(out).get("caseFiles").toString()).doesNotContain(first, second);
        List<String> sentences = new ArrayList<>();
        doors.json(CASES + "/" + second + "/timeline")
                .get("items")
                .forEach(entry -> sentences.add(entry.get("sentence").asString()));
        assertThat(sentences)
                .containsExactly("Taken out: hand.tif", "Moved here from " + first + ": hand.tif", "Case file opened");
        assertThat(send("PUT", path + "K-0000-0", "\"v4\"").statusCode()).isEqualTo(404);
        assertThat(send("PUT", path + first, "\"v1\"").statusCode()).isEqualTo(412);
        assertThat(send("PUT", path + first, "").statusCode()).isEqualTo(428);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'Filed here: way-en.tif (by the reference on the page)', 'Received: way-en.tif (fax)', Note",
        "lv, Pievienots dokuments way-lv.tif (pēc lietas numura lapā), Saņemts dokuments way-lv.tif (fakss), Piezīme",
        "lt, Įdėtas dokumentas way-lt.tif (pagal bylos numerį puslapyje), Gautas dokumentas way-lt.tif (faksas), Pastaba",
        "cs, Založen dokument way-cs.tif (podle čísla spisu na straně), Přijat dokument way-cs.tif (fax), Poznámka",
        "ru, Подшит документ way-ru.tif (по номеру дела на странице), Получен документ way-ru.tif (факс), Заметка",
        "kk, way-kk.tif құжаты тігілді (беттегі іс нөмірі бойынша), way-kk.tif құжаты алынды (факс), Жазба"
    })
    void tellsTheTimelineInTheReadersLanguage(String language, String filed, String received, String note) {
        DocumentId id = fixture.file(complaint("way-" + language + ".tif", "ceļš" + language));
        String reference =
                doors.json("/api/v1/documents/" + id).get("caseFiles").get(0).asString();
        post(CASES + "/" + reference + "/notes", "", "{\"text\":\"He rang.\"}");

        JsonNode timeline = Doors.json(doors.send(
                doors.withToken(CASES + "/" + reference + "/timeline").header("Accept-Language", language)));

        List<String> sentences = new ArrayList<>();
        timeline.get("items")
                .forEach(entry -> sentences.add(entry.get("sentence").asString()));
        assertThat(sentences).contains(filed, received, note);
        assertThat(timeline.at("/items/0/note").asString()).isEqualTo("He rang.");
        JsonNode newest = doors.json(CASES + "/" + reference + "/timeline?limit=1");
        assertThat(doors.json(CASES + "/" + reference + "/timeline?limit=1&after="
                                + newest.get("next").asString())
                        .at("/items/0/what")
                        .asString())
                .isNotEqualTo("noted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":\"lost\"}",
                "{\"assignee\":\"Anna Bērziņa\"}",
                "{\"due\":\"soon\"}",
                "{\"customers\":[\"<b>\"]}",
                "nonsense"
            })
    void refusesWhatCannotBe(String body) {
        String reference = open("{}");

        HttpResponse<String> response = post(CASES + "/" + reference + "/changes", "\"v1\"", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Doors.header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(doors.json(CASES + "/" + reference).get("version").asInt()).isEqualTo(1);
    }

    @Test
    void refusesASecondOneOfAPrintedReferenceAndNotesThatAreEmpty() {
        assertThat(open("{\"reference\":\"k-0007/x\"}")).isEqualTo("K-0007-X");

        assertThat(post(CASES, "", "{\"reference\":\"K-0007-X\"}").statusCode()).isEqualTo(409);
        assertThat(post(CASES + "/K-0007-X/notes", "", "{\"text\":\" \"}").statusCode())
                .isEqualTo(400);
        assertThat(post(CASES + "/K-0000-0/notes", "", "{\"text\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(doors.get(CASES + "/K-0007-X/timeline?after=x").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> send(String method, String path, String ifMatch) {
        HttpRequest.Builder request = doors.withToken(path).method(method, BodyPublishers.noBody());
        return doors.send(ifMatch.isEmpty() ? request : request.header("If-Match", ifMatch));
    }

    private List<String> references(String path) {
        List<String> references = new ArrayList<>();
        doors.json(path)
                .get("items")
                .forEach(item -> references.add(item.get("reference").asString()));
        return references;
    }
}
