package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class DeadLetterApiTest extends DoorsTestCase {
    @Test
    void deadLettersAreShownCountedAndOfferedAgain() {
        assertThat(doors.json("/api/v1/dead-letters").at("/items/0/id").asString())
                .isEqualTo(FixtureDeadLetters.BATCH);
        assertThat(doors.json("/api/v1/status").path("deadLetters").asInt()).isEqualTo(1);

        String answer = doors.send(doors.withToken("/api/v1/dead-letters/retry").POST(BodyPublishers.noBody()))
                .body();

        assertThat(answer).isEqualTo("{\"offered\":1}");
        assertThat(doors.json("/api/v1/dead-letters").path("items").size()).isZero();
    }
}
