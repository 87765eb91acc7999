package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.reason.Reason;
import tools.jackson.databind.JsonNode;

class BatchApiTest extends DoorsTestCase {
    private HttpResponse<String> upload(String query, String content) {
        return doors.send(doors.withToken("/api/v1/batches" + query)
                .header("Content-Type", "application/pdf")
                .POST(HttpRequest.BodyPublishers.ofString(content, UTF_8)));
    }

    private HttpResponse<String> form(String fileName, String content, String fields) {
        String body = fields + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/pdf\r\n\r\n" + content + "\r\n--edge--\r\n";
        return doors.send(doors.withToken("/api/v1/batches")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8)));
    }

    private static String field(String name, String value) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void takesAFileAsBody() {
        HttpResponse<String> response = upload("?name=l%C4%ABgums.pdf&channel=fax&case=l%2F2001%2F1", "a body");

        JsonNode batch = Doors.json(response);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Doors.header(response, "Location"))
                .isEqualTo(batch.at("/links/self").asString());
        assertThat(batch.get("state").asString()).isEqualTo("waiting");
        assertThat(batch.get("fileName").asString()).isEqualTo("līgums.pdf");
        assertThat(batch.get("channel").asString()).isEqualTo("fax");
        assertThat(doors.get(batch.at("/links/original").asString()).body()).isEqualTo("a body");
        assertThat(doors.json(batch.at("/links/events").asString())
                        .at("/0/events/0/type")
                        .asString())
                .isEqualTo("capture");
    }

    @Test
    void takesAFileAsForm() {
        HttpResponse<String> response = form("<b>.pdf", "a form", field("language", "lv") + field("type", "complaint"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Doors.json(response).get("fileName").asString()).isEqualTo("<b>.pdf");
    }

    @Test
    void saysOfWhatAFileIsADuplicate() {
        String first = Doors.json(upload("", "twice")).get("id").asString();

        HttpResponse<String> second = upload("", "twice");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Doors.json(second).get("state").asString()).isEqualTo("duplicate");
        assertThat(Doors.json(second).get("duplicateOf").asString()).isEqualTo(first);
    }

    @Test
    void refusesFilesThatAreTooLargeInWords() {
        String large = "x".repeat(ApiApplication.UPLOAD_SIZE_BYTES_MAX + 1);

        for (HttpResponse<String> response : java.util.List.of(upload("", large), form("x", large, ""))) {
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(Doors.header(response, "Content-Type")).startsWith("application/problem+json");
            assertThat(Doors.json(response).get("detail").asString()).contains("larger than");
        }
    }

    @Test
    void refusesFieldsThatCannotBeMeant() {
        assertThat(upload("?channel=..%2Fetc", "a").statusCode()).isEqualTo(400);
        assertThat(upload("?language=%00", "a").statusCode()).isEqualTo(400);
        assertThat(upload("?case=!", "a").statusCode()).isEqualTo(400);
        assertThat(upload("?name=" + "n".repeat(1_001), "a").statusCode()).isEqualTo(400);
        assertThat(form("x", "a", field("type", "a b")).statusCode()).isEqualTo(400);
    }

    @Test
    void listsADayInParts() {
        for (int i = 0; i < 3; i++) {
            upload("?name=part-" + i, "part " + i);
        }

        JsonNode first = doors.json("/api/v1/batches?limit=2");
        JsonNode second =
                doors.json("/api/v1/batches?limit=2&after=" + first.get("next").asString());

        assertThat(first.get("items").size()).isEqualTo(2);
        assertThat(second.at("/items/0/id").asString())
                .isGreaterThan(first.at("/items/1/id").asString());
        assertThat(doors.json("/api/v1/batches?day=2001-01-01").get("items").size())
                .isZero();
        assertThat(doors.get("/api/v1/batches?day=yesterday").statusCode()).isEqualTo(400);
        assertThat(doors.get("/api/v1/batches?limit=0").statusCode()).isEqualTo(400);
    }

    @Test
    void givesAQuarantinedBatchAnotherTryAndOnlyThat() {
        Batch refused = fixture.quarantine("mail", "retry-me.pdf", Reason.of(Reason.Code.ENCRYPTED));
        String retry = "/api/v1/batches/" + refused.id() + "/retry";

        HttpResponse<String> first = doors.send(doors.withToken(retry).POST(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> second = doors.send(doors.withToken(retry).POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(Doors.json(first).get("state").asString()).isEqualTo("waiting");
        assertThat(second.statusCode()).isEqualTo(409);
    }

    @Test
    void balancesTheDayAndNamesWhatWasRefused() {
        fixture.quarantine("mail", "protected.pdf", Reason.of(Reason.Code.ENCRYPTED));

        JsonNode balance = doors.json("/api/v1/intake/balance");

        JsonNode total = balance.get("total");
        assertThat(total.get("seen").asLong())
                .isPositive()
                .isEqualTo(total.get("archived").asLong()
                        + total.get("duplicate").asLong()
                        + total.get("quarantined").asLong()
                        + total.get("waiting").asLong());
        assertThat(balance.get("refused").toString()).contains("protected.pdf", "ENCRYPTED");
    }

    @Test
    void tellsTheStatus() {
        upload("", "status");

        JsonNode status = doors.json("/api/v1/status");

        assertThat(status.get("version").asString()).isEqualTo("0.1.0-test");
        assertThat(status.at("/reading/waiting").asInt()).isPositive();
        assertThat(status.at("/reading/oldestSince").asString()).startsWith("20");
    }
}
