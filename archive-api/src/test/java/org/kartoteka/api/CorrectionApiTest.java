package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.identity.DocumentId;
import tools.jackson.databind.JsonNode;

class CorrectionApiTest extends DoorsTestCase {
    private static String path(DocumentId id) {
        return "/api/v1/documents/" + id;
    }

    private HttpResponse<String> correct(DocumentId id, String ifMatch, String body) {
        var request = doors.withToken(path(id) + "/corrections").header("Content-Type", "application/json");
        if (!ifMatch.isEmpty()) {
            request = request.header("If-Match", ifMatch);
        }
        return doors.send(request.POST(BodyPublishers.ofString(body)));
    }

    @Test
    void correctsTypeLanguageAndFieldsAndKeepsWhatTheMachineFound() {
        DocumentId id = fixture.file(complaint("correct.tif", "labots"));
        String etag = Doors.header(doors.get(path(id)), "ETag");

        HttpResponse<String> response = correct(
                id,
                etag,
                "{\"type\":\"invoice\",\"languages\":[\"lt\"],\"fields\":{\"phone\":[\"+371 20000000\"],\"date\":[]}}");

        JsonNode answer = Doors.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Doors.header(response, "ETag")).isEqualTo("\"v2\"");
        assertThat(answer.at("/type/code").asString()).isEqualTo("invoice");
        assertThat(answer.at("/type/byPerson").asBoolean()).isTrue();
        assertThat(answer.at("/type/found").asString()).isEqualTo("complaint");
        assertThat(answer.get("languages").get(0).asString()).isEqualTo("lt");
        assertThat(answer.get("fields").toString()).contains("+37120000000").doesNotContain("2001-10-24");
        JsonNode event = doors.json(path(id) + "/events").get(1);
        assertThat(event.get("actor").asString()).isEqualTo("user:token");
        assertThat(event.at("/events/0/type").asString()).isEqualTo("correction");
        assertThat(event.at("/events/0/data/type/from").asString()).isEqualTo("complaint");
    }

    @Test
    void fieldsOfTheHouseCanBeSetLikeAnyOtherAndAreCalledAsTheHouseCallsThem() {
        DocumentId id = fixture.file(complaint("modem.tif", "modems"));

        HttpResponse<String> set =
                correct(id, "\"v1\"", "{\"fields\":{\"modem\":[\"MX 99 / 7\"],\"personalCode\":[\"131399-10001\"]}}");

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(doors.json(path(id)).get("fields").toString()).contains("MX 99 / 7", "131399-10001");
        assertThat(doors.get("/documents/" + id).body())
                .contains("Modem no.", "name=\"field.modem\"", "name=\"field.personalCode\"");
    }

    @Test
    void secondOfTwoClerksIsToldWhatChanged() {
        DocumentId id = fixture.file(complaint("two.tif", "divi"));
        correct(id, "\"v1\"", "{\"type\":\"invoice\"}");

        HttpResponse<String> late = correct(id, "\"v1\"", "{\"type\":\"letter\"}");

        JsonNode problem = Doors.json(late);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(Doors.header(late, "Content-Type")).startsWith("application/problem+json");
        assertThat(Doors.header(late, "ETag")).isEqualTo("\"v2\"");
        assertThat(problem.get("version").asInt()).isEqualTo(2);
        assertThat(problem.at("/changes/0/events/0/data/type/to").asString()).isEqualTo("invoice");
        assertThat(doors.json(path(id)).at("/type/code").asString()).isEqualTo("invoice");
    }

    @Test
    void wantsToKnowWhichStateWasSeen() {
        DocumentId id = fixture.file(complaint("blind.tif", "akls"));

        assertThat(correct(id, "", "{\"type\":\"invoice\"}").statusCode()).isEqualTo(428);
        assertThat(correct(id, "*", "{\"type\":\"invoice\"}").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"poem\"}",
                "{\"languages\":[\"xx\"]}",
                "{\"fields\":{\"date\":[\"soon\"]}}",
                "{\"fields\":{\"colour\":[\"red\"]}}",
                "nonsense"
            })
    void refusesWhatCannotBe(String body) {
        DocumentId id = fixture.file(complaint("bad.tif", "slikts"));

        HttpResponse<String> response = correct(id, "\"v1\"", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Doors.header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(doors.json(path(id)).get("version").asInt()).isEqualTo(1);
    }

    @Test
    void letsNobodyCorrectWhoIsNotSignedInOrComesFromAnotherSite() {
        DocumentId id = fixture.file(complaint("closed.tif", "slēgts"));
        String form = "/documents/" + id + "/corrections";
        String cookie = doors.signIn();

        assertThat(doors.send(doors.request(path(id) + "/corrections")
                                .header("Content-Type", "application/json")
                                .header("If-Match", "\"v1\"")
                                .POST(BodyPublishers.ofString("{\"type\":\"invoice\"}")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(doors.send(doors.withSession(form, cookie)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.ofString("version=1&type=invoice")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(doors.json(path(id)).get("version").asInt()).isEqualTo(1);
    }

    @Test
    void takesTheFormOfThePage() {
        DocumentId id = fixture.file(complaint("form.tif", "veidlapa"));

        HttpResponse<String> saved = send(id, Map.of("version", "1", "type", "letter", "field.phone", "+371 29999999"));

        String page = doors.get("/documents/" + id + "?saved=true").body();
        assertThat(saved.statusCode()).isEqualTo(302);
        assertThat(Doors.header(saved, "Location")).contains("/documents/" + id + "?saved=true");
        assertThat(page).contains("set by a person", "The machine found: complaint", "Saved.", "+37129999999");
        assertThat(page).doesNotContain("<script>");
    }

    @Test
    void formWithoutAChangeConfirmsTheTypeAndOneWithOnlyAPhoneDoesNot() {
        DocumentId untouched = fixture.file(complaint("same.tif", "tāpat"));
        DocumentId phone = fixture.file(complaint("phone.tif", "tālrunis"));

        send(untouched, Map.of("version", "1"));
        send(phone, Map.of("version", "1", "field.phone", "+371 29999999"));

        assertThat(doors.json(path(untouched)).at("/type/byPerson").asBoolean()).isTrue();
        assertThat(doors.json(path(phone)).at("/type/byPerson").asBoolean()).isFalse();
    }

    @Test
    void formShowsWhatAnotherClerkChangedAndWhatWasTyped() {
        DocumentId id = fixture.file(complaint("conflict.tif", "sadursme"));
        send(id, Map.of("version", "1", "type", "invoice"));

        HttpResponse<String> late = send(id, Map.of("version", "1", "type", "letter", "field.amount", "12.50"));
        HttpResponse<String> wrong = send(id, Map.of("version", "2", "field.amount", "much"));

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body())
                .contains("Somebody changed this document", "value=\"12.50\"", "name=\"version\" value=\"2\"");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("This cannot be a value of the field: Amount", "value=\"much\"");
        assertThat(doors.json(path(id)).get("version").asInt()).isEqualTo(2);
    }

    private HttpResponse<String> send(DocumentId id, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return doors.send(doors.withToken("/documents/" + id + "/corrections")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }
}
