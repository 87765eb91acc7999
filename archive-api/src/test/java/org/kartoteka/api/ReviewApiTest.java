package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.ObjectKey;
import tools.jackson.databind.JsonNode;

/** Each test has a channel of its own, since all share one queue. */
class ReviewApiTest extends DoorsTestCase {
    private DocumentId unsure(String channel, String fileName) {
        List<FixturePage> pages =
                List.of(FixturePage.drawn("lv", "Rīgā 2001-10-24\nLīguma Nr. 4512876\nlūdzu " + fileName));
        return fixture.file(new FixtureArchive.Letter(
                channel + "/morning", fileName, "letter", 0.41, pages, List.of(), List.of("L-2001-004512")));
    }

    private HttpResponse<String> post(String path) {
        return doors.send(doors.withToken(path).POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> correct(DocumentId id, String etag, String body) {
        return doors.send(doors.withToken("/api/v1/documents/" + id + "/corrections")
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void listsWhatWaitsWithReasonGuessAgeAndFolder() {
        DocumentId first = unsure("listed", "one.tif");
        DocumentId second = unsure("listed", "two.tif");
        fixture.file(complaint("sure.tif", "drošs"));

        JsonNode queue = doors.json("/api/v1/review?channel=listed&reason=type-unsure&type=letter&language=lv");
        JsonNode part = doors.json("/api/v1/review?channel=listed&limit=1");

        assertThat(queue.get("waiting").asInt()).isEqualTo(2);
        assertThat(queue.get("oldest").asString())
                .isEqualTo(queue.at("/items/0/receivedAt").asString());
        assertThat(queue.at("/items/0/document").asString()).isEqualTo(first.value());
        assertThat(queue.at("/items/1/document").asString()).isEqualTo(second.value());
        assertThat(queue.at("/items/0/reasons/0").asString()).isEqualTo("type-unsure");
        assertThat(queue.at("/items/0/type").asString()).isEqualTo("letter");
        assertThat(queue.at("/items/0/folder").asString()).isEqualTo("listed/morning");
        assertThat(queue.at("/facets/review/0/value").asString()).isEqualTo("type-unsure");
        assertThat(queue.has("next")).isFalse();
        assertThat(part.get("next").asInt()).isEqualTo(1);
        assertThat(doors.json("/api/v1/review?channel=listed&reason=page-failed")
                        .get("items")
                        .isEmpty())
                .isTrue();
        assertThat(doors.get("/api/v1/review?limit=51").statusCode()).isEqualTo(400);
    }

    @Test
    void twoClerksTakeTwoItemsAndTheThirdIsToldThatThereIsNone() {
        DocumentId first = unsure("two-clerks", "one.tif");
        DocumentId second = unsure("two-clerks", "two.tif");

        HttpResponse<String> anna = post("/api/v1/review/next?channel=two-clerks&desk=anna");
        HttpResponse<String> berta = post("/api/v1/review/next?channel=two-clerks&desk=berta");

        assertThat(Doors.json(anna).get("document").asString()).isEqualTo(first.value());
        assertThat(Doors.header(anna, "ETag")).isEqualTo("\"v1\"");
        assertThat(Doors.json(berta).get("document").asString()).isEqualTo(second.value());
        assertThat(post("/api/v1/review/next?channel=two-clerks&desk=carla").statusCode())
                .isEqualTo(204);
        assertThat(doors.json("/api/v1/review?channel=two-clerks")
                        .at("/items/0/claim/by")
                        .asString())
                .isEqualTo("user:token");
    }

    @Test
    void claimOfAnotherIsAProblemThatNamesHimUntilItIsGivenBack() {
        DocumentId id = unsure("claimed", "one.tif");
        String claim = "/api/v1/review/" + id + "/claim?desk=";
        HttpResponse<String> mine = doors.send(doors.withToken(claim + "anna").PUT(BodyPublishers.noBody()));

        HttpResponse<String> other = doors.send(doors.withToken(claim + "berta").PUT(BodyPublishers.noBody()));
        HttpResponse<String> notHers =
                doors.send(doors.withToken(claim + "berta").DELETE());
        int still = doors.send(doors.withToken(claim + "berta").PUT(BodyPublishers.noBody()))
                .statusCode();
        doors.send(doors.withToken(claim + "anna").DELETE());

        assertThat(mine.statusCode()).isEqualTo(200);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(Doors.header(other, "Content-Type")).startsWith("application/problem+json");
        assertThat(Doors.json(other).get("by").asString()).isEqualTo("user:token");
        assertThat(Doors.json(other).get("until").asString())
                .isEqualTo(Doors.json(mine).get("until").asString());
        assertThat(notHers.statusCode()).isEqualTo(204);
        assertThat(still).isEqualTo(409);
        assertThat(doors.send(doors.withToken(claim + "berta").PUT(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(doors.send(doors.withToken(claim + "no%20desk").PUT(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void settledItemIsSkippedThoughTheIndexStillHasItAndAWithdrawalBringsItBack() {
        DocumentId id = unsure("settled", "one.tif");

        HttpResponse<String> settled = correct(id, "\"v1\"", "{\"type\":\"letter\"}");
        int whileSettled = post("/api/v1/review/next?channel=settled").statusCode();
        String withdrawal = "/api/v1/documents/" + id + "/corrections/withdrawal";
        HttpResponse<String> blind = post(withdrawal);
        HttpResponse<String> late = doors.send(
                doors.withToken(withdrawal).header("If-Match", "\"v1\"").POST(BodyPublishers.noBody()));
        HttpResponse<String> back = doors.send(
                doors.withToken(withdrawal).header("If-Match", "\"v2\"").POST(BodyPublishers.noBody()));
        HttpResponse<String> nothingLeft = doors.send(
                doors.withToken(withdrawal).header("If-Match", "\"v3\"").POST(BodyPublishers.noBody()));

        assertThat(Doors.json(settled).get("state").asString()).isEqualTo("archived");
        assertThat(whileSettled).isEqualTo(204);
        assertThat(blind.statusCode()).isEqualTo(428);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(Doors.header(back, "ETag")).isEqualTo("\"v3\"");
        assertThat(Doors.json(back).get("state").asString()).isEqualTo("review");
        assertThat(nothingLeft.statusCode()).isEqualTo(409);
        assertThat(Doors.json(post("/api/v1/review/next?channel=settled"))
                        .get("document")
                        .asString())
                .isEqualTo(id.value());
    }

    @Test
    void whoDiesBetweenClaimAndDecisionLeavesOnlyAClaimBehind() {
        DocumentId id = unsure("crash", "one.tif");

        post("/api/v1/review/next?channel=crash&desk=anna");

        assertThat(doors.json("/api/v1/documents/" + id).get("version").asInt()).isEqualTo(1);
        assertThat(fixture.archive.store().list("todo/review/" + id, "", 10))
                .containsExactly(new ObjectKey("todo/review/" + id + ".0001"));
        assertThat(correct(id, "\"v1\"", "{\"type\":\"invoice\"}").statusCode())
                .as("a claim decides nothing")
                .isEqualTo(200);
    }

    @Test
    void saysThatSearchIsAway() {
        fixture.index.away(true);
        try {
            assertThat(doors.get("/api/v1/review").statusCode()).isEqualTo(503);
        } finally {
            fixture.index.away(false);
        }
    }
}
