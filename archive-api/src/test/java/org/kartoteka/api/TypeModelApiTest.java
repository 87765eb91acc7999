package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.store.Digest;

class TypeModelApiTest extends DoorsTestCase {
    private static final String PATH = "/api/v1/models/document-types";

    @Test
    void namesTheVersionsAndGoesBackToAnEarlierOne() {
        TypeModels models = fixture.archive.typeModels();
        TypeModels.Attempt attempt =
                new TypeModels.Attempt(Digest.of(new byte[0]), 10, "00", Map.of("heldOutAfter", 4L));
        var first = models.take(models.history(), "one".getBytes(UTF_8), attempt, Actor.system("learning"));
        models.take(first, "two".getBytes(UTF_8), attempt, Actor.system("learning"));
        String name = doors.json(PATH).get("previous").asString();

        HttpResponse<String> back = choose(name);
        HttpResponse<String> none = choose("learned-0009-000000000000");

        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(Doors.json(back).get("inForce").asString()).isEqualTo(name).startsWith("learned-0001-");
        assertThat(Doors.json(back).get("versions").size()).isEqualTo(2);
        assertThat(Doors.json(back).at("/versions/0/measured/heldOutAfter").asInt())
                .isEqualTo(4);
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(choose("").statusCode()).isEqualTo(400);
        assertThat(Doors.json(choose("shipped")).get("inForce").asString()).isEqualTo("shipped");
    }

    private HttpResponse<String> choose(String version) {
        return doors.send(doors.withToken(PATH + "/selection")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"version\":\"" + version + "\"}")));
    }
}
