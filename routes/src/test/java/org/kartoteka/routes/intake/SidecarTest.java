package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.reason.Reason;

class SidecarTest extends IntakeTestCase {
    @Test
    void sidecarGoesWithItsFileAndOverrulesTheFolder() throws IOException {
        intake.drop("post/lv/scan.pdf", TestScans.pdf("page"));
        intake.drop("post/lv/scan.pdf.json", json("""
                {"language": "cs", "case": " l-2001/004512 ", "field.customerNumber": 12345}"""));

        intake.run(A_WHILE);

        Batch batch = intake.archive.only();
        assertThat(intake.archive.batches.arrival(batch.id()).hints())
                .containsOnly(
                        Map.entry("language", "cs"),
                        Map.entry("case", "L-2001-004512"),
                        Map.entry("field.customerNumber", "12345"));
        intake.readAll();
        assertThat(IntakeFixture.files(intake.folders.done()))
                .containsExactly("2026-11-22/scan.pdf", "2026-11-22/scan.pdf.json");
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void sidecarThatComesFirstWaitsForItsFile() throws IOException {
        intake.drop("scan.pdf.json", json("{\"type\": \"invoice\"}"));
        intake.run(Duration.ofSeconds(5));
        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.SIDECAR_ALONE);
        intake.drop("scan.pdf", TestScans.pdf("page"));

        intake.run(A_WHILE);

        assertThat(intake.archive.batches.arrival(intake.archive.only().id()).hints())
                .containsEntry("type", "invoice");
    }

    @Test
    void sidecarWhoseFileNeverComesIsRefusedInTheEnd() throws IOException {
        intake.drop("scan.pdf.json", json("{}"));
        intake.tick();
        intake.clock.advance(Duration.ofMinutes(10));

        intake.tick();

        assertThat(intake.archive.only().reason()).map(Reason::code).contains(Reason.Code.BAD_SIDECAR);
        assertThat(IntakeFixture.files(intake.folders.refused()))
                .containsExactly("scan.pdf.json", "scan.pdf.json.why.txt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{not json;not-json",
                "[];not-json",
                "{} {};not-json",
                "{\"langauge\": \"lv\"};unknown-key",
                "{\"case\": \"?\"};bad-value",
                "{\"type\": [1]};bad-value",
                "{\"type\": \"a\", \"type\": \"b\"};not-json",
                "{\"field.x y\": \"1\"};unknown-key"
            })
    void sidecarThatCannotBeUnderstoodIsRefusedTogetherWithItsFile(String content, String problem) throws IOException {
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.drop("scan.pdf.json", json(content));

        intake.run(A_WHILE);

        Batch batch = intake.archive.only();
        assertThat(batch.state()).isEqualTo(State.QUARANTINED);
        assertThat(batch.reason()).contains(new Reason(Reason.Code.BAD_SIDECAR, Map.of("what", problem)));
        assertThat(IntakeFixture.files(intake.folders.refused()))
                .containsExactly("scan.pdf", "scan.pdf.json", "scan.pdf.why.txt");
        assertThat(IntakeFixture.files(intake.folders.inbox())).isEmpty();
        assertThat(Files.readAllBytes(intake.folders.refused().resolve("scan.pdf")))
                .isEqualTo(TestScans.pdf("page"));
    }

    @Test
    void sidecarBeingWrittenHoldsItsFileBack() throws IOException {
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.run(Duration.ofMillis(750));
        intake.drop("scan.pdf.json", json("{\"type\": "));
        intake.run(Duration.ofMillis(750));
        assertThat(intake.archive.allBatches()).isEmpty();
        intake.drop("scan.pdf.json", json("{\"type\": \"invoice\"}"));

        intake.run(A_WHILE);

        assertThat(intake.archive.batches.arrival(intake.archive.only().id()).hints())
                .containsEntry("type", "invoice");
    }

    @Test
    void jsonFileThatDescribesNothingIsAFileLikeAnyOther() throws IOException {
        intake.drop("notes.json", json("{\"a\": 1}"));

        intake.run(Duration.ofSeconds(6));

        assertThat(intake.archive.states()).containsOnly(Map.entry("notes.json", State.WAITING));
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
