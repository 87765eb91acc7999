package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.reason.Reason;
import tools.jackson.databind.JsonNode;

class RefusedFilesTest extends DoorsTestCase {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @Test
    void listsWhatWasSetAsideWithItsReasonNewestFirst() {
        Batch first = fixture.quarantine("refused", "first.pdf", Reason.of(Reason.Code.ENCRYPTED));
        Batch second = fixture.quarantine("refused", "second.pdf", Reason.of(Reason.Code.ENCRYPTED));
        fixture.file(complaint("taken.tif", "pieņemts"));

        JsonNode answer = doors.json("/api/v1/review/refused");

        LocalDate today = LocalDate.ofInstant(fixture.now(), ZoneId.of("Europe/Riga"));
        assertThat(answer.get("until").asString()).isEqualTo(today.toString());
        assertThat(answer.get("from").asString()).isEqualTo(today.minusDays(6).toString());
        assertThat(answer.get("batches")
                        .valueStream()
                        .map(batch -> batch.get("id").asString()))
                .containsSubsequence(second.id().value(), first.id().value());
        assertThat(answer.get("batches").toString()).contains("ENCRYPTED").doesNotContain("taken.tif", "\"archived\"");
        assertThat(doors.json("/api/v1/review/refused?until=" + today.minusDays(1))
                        .get("batches")
                        .isEmpty())
                .isTrue();
        assertThat(doors.get("/api/v1/review/refused?until=soon").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "en, Refused files, Try again",
        "lv, Noraidītie faili, Mēģināt",
        "lt, Atmesti failai, Bandyti",
        "cs, Odmítnuté soubory, Zkusit",
        "ru, Отклонённые файлы, Попробовать",
        "kk, Қабылданбаған файлдар, Қайта"
    })
    void pageSaysWhyInEveryLanguageAndShowsHostileNamesAsTheyAre(String language, String title, String retry) {
        Batch batch = fixture.quarantine("refused", HOSTILE + language, Reason.of(Reason.Code.ENCRYPTED));

        String page = doors.send(doors.withToken("/review/refused").header("Accept-Language", language))
                .body();

        assertThat(page)
                .contains(
                        title,
                        retry,
                        "&lt;img src=x onerror=alert(1)&gt;" + language,
                        "/api/v1/batches/" + batch.id() + "/original")
                .doesNotContain(HOSTILE, "refused.", "ENCRYPTED");
    }

    @Test
    void triesAgainAndComesBack() {
        Batch batch = fixture.quarantine("refused", "again.pdf", Reason.of(Reason.Code.ENCRYPTED));
        String retry = "/review/refused/" + batch.id() + "/retry?until=2026-11-01";

        HttpResponse<String> back = doors.send(doors.withToken(retry).POST(BodyPublishers.noBody()));
        HttpResponse<String> twice = doors.send(doors.withToken(retry).POST(BodyPublishers.noBody()));

        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(Doors.header(back, "Location")).endsWith("/review/refused?until=2026-11-01");
        assertThat(twice.statusCode()).isEqualTo(302);
        assertThat(doors.json("/api/v1/batches/" + batch.id()).get("state").asString())
                .isEqualTo("waiting");
        assertThat(doors.get("/review/refused").body()).doesNotContain("again.pdf");
    }

    @Test
    void refusesNobodysRetry() {
        Batch batch = fixture.quarantine("refused", "closed.pdf", Reason.of(Reason.Code.ENCRYPTED));

        assertThat(doors.send(doors.request("/review/refused/" + batch.id() + "/retry")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(doors.send(doors.withToken("/review/refused/x/retry").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }
}
