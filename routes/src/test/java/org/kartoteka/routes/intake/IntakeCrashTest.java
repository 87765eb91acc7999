package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.routes.CrashingStore;

/** Whatever point the process dies at, a restart brings each file to exactly one end. */
class IntakeCrashTest {
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @TempDir
    Path root;

    @Test
    void deathAtAnyPointOfTheCaptureEndsInOneArchivedBatch() throws IOException {
        int points = 0;
        for (boolean done : List.of(false, true)) {
            for (int after = 0; ; after++) {
                IntakeFixture intake = new IntakeFixture(root.resolve(done + "-" + after));
                intake.drop("post/scan.pdf", TestScans.pdf("page"));
                intake.store.crashAfter(after, done);
                boolean died = dies(intake);
                intake.restart();
                intake.sweep();
                intake.run(A_WHILE);
                intake.readAll();

                assertThat(intake.archive.states())
                        .as("died %s change %d", done ? "after" : "before", after)
                        .containsOnly(Map.entry("scan.pdf", State.ARCHIVED));
                assertThat(IntakeFixture.files(intake.folders.done())).containsExactly("2026-11-22/scan.pdf");
                assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
                if (!died) {
                    break;
                }
                points++;
            }
        }
        assertThat(points).isGreaterThanOrEqualTo(10);
    }

    @Test
    void deathBetweenClaimAndRenameLeavesTheFileInTheInbox() throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        intake.drop("scan.pdf", TestScans.pdf("page"));
        BatchId claimed = claim(intake);
        Path file = new TakenFolder(intake.folders.taken()).file(claimed).orElseThrow();
        Files.move(file, intake.folders.inbox().resolve("scan.pdf"), StandardCopyOption.ATOMIC_MOVE);

        intake.restart();
        intake.run(A_WHILE);
        intake.clock.advance(Duration.ofMinutes(2));
        intake.sweep();
        intake.readAll();

        assertThat(intake.archive.states()).containsOnly(Map.entry("scan.pdf", State.ARCHIVED));
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void deathBetweenFileAndSidecarBringsTheSidecarAfterIt() throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        intake.drop("scan.pdf", TestScans.pdf("page"));
        Path sidecar = intake.drop(
                "scan.pdf.json", "{\"type\": \"invoice\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        BatchId claimed = claim(intake);
        Files.move(new TakenFolder(intake.folders.taken()).sidecar(claimed), sidecar);

        intake.restart();
        intake.sweep();
        intake.run(A_WHILE);
        intake.readAll();

        assertThat(intake.archive.states()).containsOnly(Map.entry("scan.pdf", State.ARCHIVED));
        assertThat(IntakeFixture.files(intake.folders.inbox())).isEmpty();
        assertThat(IntakeFixture.files(intake.folders.done()))
                .containsExactly("2026-11-22/scan.pdf", "2026-11-22/scan.pdf.json");
    }

    @Test
    void claimWhoseNoteIsLostIsStillCaptured() throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        intake.drop("post/scan.pdf", TestScans.pdf("page"));
        BatchId claimed = claim(intake);
        Path note = intake.folders.taken().resolve(claimed.value()).resolve(".arrival.json");
        Files.write(note, new byte[] {'{', '"'});

        intake.restart();
        intake.sweep();
        intake.run(A_WHILE);

        assertThat(intake.archive.states()).containsOnly(Map.entry("scan.pdf", State.WAITING));
    }

    @Test
    void deathWhileSettlingARefusedFileEndsWithOneReasonBesideIt() throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        Batch batch = intake.archive.only();
        intake.archive.batches.quarantine(batch.id(), Reason.of(Reason.Code.DAMAGED), IntakeFixture.TEST);
        Files.writeString(intake.folders.refused().resolve("scan.pdf.why.txt"), "Because\n\n" + batch.id() + "\n");

        intake.restart();
        intake.sweep();

        assertThat(IntakeFixture.files(intake.folders.refused())).containsExactly("scan.pdf", "scan.pdf.why.txt");
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void deathAfterTheFileMovedOnlyClearsAway() throws IOException {
        IntakeFixture intake = new IntakeFixture(root);
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        Batch batch = intake.archive.only();
        TakenFolder taken = new TakenFolder(intake.folders.taken());
        Path file = taken.file(batch.id()).orElseThrow();
        intake.archive.batches.quarantine(batch.id(), Reason.of(Reason.Code.DAMAGED), IntakeFixture.TEST);
        Files.move(file, intake.folders.refused().resolve("scan.pdf"));

        intake.restart();
        intake.sweep();

        assertThat(IntakeFixture.files(intake.folders.refused())).containsExactly("scan.pdf");
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    private static boolean dies(IntakeFixture intake) throws IOException {
        try {
            intake.run(A_WHILE);
            return false;
        } catch (CrashingStore.Crash e) {
            return true;
        }
    }

    private static BatchId claim(IntakeFixture intake) throws IOException {
        intake.tick();
        intake.clock.advance(Duration.ofMillis(1_250));
        List<FoundFile> found = intake.room.scanInbox().scan();
        assertThat(found).hasSize(1);
        Optional<BatchId> claimed = intake.room.claimFile().claim(found.get(0));
        return claimed.orElseThrow();
    }
}
