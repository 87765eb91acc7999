package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;

/** Where files go in the end when something unusual lies about. */
class SettleTest extends IntakeTestCase {
    @Test
    void sameBytesAgainAreADuplicateAndMoveToDoneWithTheFirst() throws IOException {
        intake.drop("post/a.pdf", TestScans.pdf("same"));
        intake.run(A_WHILE);
        intake.drop("post/b.pdf", TestScans.pdf("same"));
        intake.run(A_WHILE);

        assertThat(intake.archive.states()).containsEntry("a.pdf", State.WAITING);
        assertThat(intake.archive.states()).containsEntry("b.pdf", State.DUPLICATE);
        assertThat(IntakeFixture.files(intake.folders.done())).isEmpty();
        intake.readAll();

        assertThat(IntakeFixture.files(intake.folders.done())).containsExactly("2026-11-22/a.pdf", "2026-11-22/b.pdf");
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void doneIsEmptiedAfterSomeDaysAndNothingElse() throws IOException {
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        intake.readAll();
        Files.createDirectories(intake.folders.done().resolve("keep me"));
        intake.clock.advance(Duration.ofDays(2));
        intake.sweep();
        assertThat(IntakeFixture.files(intake.folders.done())).containsExactly("2026-11-22/scan.pdf");

        intake.clock.advance(Duration.ofDays(1));
        intake.sweep();

        assertThat(IntakeFixture.everything(intake.folders.done())).containsExactly("keep me");
    }

    @Test
    void reasonOfOthersIsNotReadWholeAndKeepsItsName() throws IOException {
        byte[] big = new byte[100_000];
        Files.write(intake.folders.refused().resolve("scan.pdf.why.txt"), big);
        Files.write(intake.folders.refused().resolve("scan (2).pdf.why.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE});

        quarantine(dropped("scan.pdf"));

        assertThat(IntakeFixture.files(intake.folders.refused())).contains("scan (3).pdf", "scan (3).pdf.why.txt");
        assertThat(intake.folders.refused().resolve("scan.pdf.why.txt")).hasBinaryContent(big);
    }

    @Test
    @Timeout(30)
    void pipeInThePlaceOfTheReasonIsNotOpened() throws Exception {
        new ProcessBuilder(
                        "mkfifo",
                        intake.folders.refused().resolve("scan.pdf.why.txt").toString())
                .start()
                .waitFor();

        quarantine(dropped("scan.pdf"));

        assertThat(IntakeFixture.files(intake.folders.refused())).contains("scan (2).pdf", "scan (2).pdf.why.txt");
    }

    @Test
    void sameBytesAsAQuarantinedFileGiveThatAnotherTryAndShareItsLot() throws IOException {
        BatchId owner = dropped("a.pdf");
        quarantine(owner);

        intake.drop("b.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        intake.sweep();

        assertThat(intake.archive.states())
                .containsEntry("a.pdf", State.WAITING)
                .containsEntry("b.pdf", State.DUPLICATE);
        assertThat(intake.archive.keys("todo/read/")).containsExactly("todo/read/" + owner);
        assertThat(IntakeFixture.files(intake.folders.done())).isEmpty();

        quarantine(owner);

        assertThat(IntakeFixture.files(intake.folders.refused()))
                .containsExactly("a.pdf", "a.pdf.why.txt", "b.pdf", "b.pdf.why.txt");
        assertThat(intake.folders.refused().resolve("b.pdf.why.txt")).content().contains("Because: ENCRYPTED");
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void refusedFileThatIsReadWhenTriedAgainMovesToDoneAndItsReasonGoes() throws IOException {
        intake.drop("scan.pdf.json", "{\"language\": \"lv\"}".getBytes(StandardCharsets.UTF_8));
        BatchId id = dropped("scan.pdf");
        quarantine(id);
        assertThat(IntakeFixture.files(intake.folders.refused()))
                .containsExactly("scan.pdf", "scan.pdf.json", "scan.pdf.why.txt");
        retry(id);
        intake.sweep();
        assertThat(IntakeFixture.files(intake.folders.refused())).hasSize(3);

        intake.readAll();
        intake.sweep();

        movedToDone("scan.pdf", "scan.pdf.json");
    }

    private void movedToDone(String... names) throws IOException {
        assertThat(IntakeFixture.files(intake.folders.refused())).isEmpty();
        assertThat(IntakeFixture.files(intake.folders.done()))
                .containsExactly(
                        Stream.of(names).map(name -> "2026-11-22/" + name).toArray(String[]::new));
    }

    @Test
    void refusedDuplicateGoesWithTheBatchThatOwnsItsBytes() throws IOException {
        BatchId owner = dropped("a.pdf");
        quarantine(owner);
        intake.drop("b.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        quarantine(owner);
        intake.sweep();
        assertThat(IntakeFixture.files(intake.folders.refused())).hasSize(4);
        retry(owner);

        intake.readAll();
        intake.sweep();

        movedToDone("a.pdf", "b.pdf");
    }

    /** A crash may come after each of the three changes: sidecar moved, file moved, note removed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void crashWhileARefusedFileIsLetGoIsMadeGoodAfterTheNextStart(int changesDone) throws IOException {
        intake.drop("scan.pdf.json", "{}".getBytes(StandardCharsets.UTF_8));
        BatchId id = dropped("scan.pdf");
        quarantine(id);
        retry(id);
        intake.readAll();
        Path done = Files.createDirectories(intake.folders.done().resolve("2026-11-22"));
        for (String name : List.of("scan.pdf.json", "scan.pdf").subList(0, changesDone)) {
            Files.move(intake.folders.refused().resolve(name), done.resolve(name));
        }

        intake.restart();
        intake.sweep();
        intake.sweep();

        movedToDone("scan.pdf", "scan.pdf.json");
    }

    @Test
    void fileThatIsRefusedAgainSaysTheNewReason() throws IOException {
        BatchId id = dropped("scan.pdf");
        quarantine(id);
        retry(id);
        intake.archive.batches.quarantine(id, Reason.of(Reason.Code.DAMAGED), IntakeFixture.TEST);
        intake.room.settleTaken().settle(id);

        intake.sweep();

        assertThat(IntakeFixture.files(intake.folders.refused())).containsExactly("scan.pdf", "scan.pdf.why.txt");
        assertThat(intake.folders.refused().resolve("scan.pdf.why.txt"))
                .content()
                .contains("Because: DAMAGED", id.value())
                .doesNotContain("ENCRYPTED");
    }

    @Test
    void anotherFileOfTheRefusedNameIsNotMovedToWhereItWouldBeDeleted() throws IOException {
        BatchId id = dropped("scan.pdf");
        quarantine(id);
        Files.write(intake.folders.refused().resolve("scan.pdf"), TestScans.pdf("another"));
        retry(id);

        intake.readAll();
        intake.sweep();

        assertThat(IntakeFixture.files(intake.folders.refused())).containsExactly("scan.pdf", "scan.pdf.why.txt");
        assertThat(IntakeFixture.files(intake.folders.done())).isEmpty();
    }

    @Test
    void refusedFileWithTheNameOfASidecarIsNoSidecar() throws IOException {
        BatchId id = dropped("scan.pdf");
        quarantine(id);
        Files.write(intake.folders.refused().resolve("scan.pdf.json"), new byte[] {1});
        Files.write(intake.folders.refused().resolve("scan.pdf.json.why.txt"), new byte[] {1});
        retry(id);

        intake.readAll();
        intake.sweep();

        assertThat(IntakeFixture.files(intake.folders.refused()))
                .containsExactly("scan.pdf.json", "scan.pdf.json.why.txt");
    }

    @Test
    void refusedFileWithTheLongestNameThereIsIsFoundAgain() throws IOException {
        String name = "x".repeat(251) + ".pdf";
        BatchId id = dropped(name);
        quarantine(id);
        retry(id);

        intake.readAll();
        intake.sweep();

        assertThat(IntakeFixture.files(intake.folders.refused())).isEmpty();
        assertThat(IntakeFixture.files(intake.folders.done())).containsExactly("2026-11-22/" + name);
    }

    @Test
    void duplicateThatWaitedThroughARestartIsFoundByTheSweep() throws IOException {
        BatchId owner = dropped("a.pdf");
        intake.drop("b.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        intake.restart();
        intake.archive.batches.quarantine(owner, Reason.of(Reason.Code.ENCRYPTED), IntakeFixture.TEST);

        intake.sweep();

        assertThat(IntakeFixture.files(intake.folders.refused())).contains("a.pdf", "b.pdf");
    }

    @Test
    void fileThatCannotBeTakenIsShownAndLeavesNoClaims() throws IOException {
        Files.delete(intake.folders.taken());
        Files.createFile(intake.folders.taken());
        intake.drop("scan.pdf", TestScans.pdf("page"));

        intake.run(A_WHILE);

        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.UNREADABLE);
        Files.delete(intake.folders.taken());
        Files.createDirectory(intake.folders.taken());
        intake.run(Duration.ofSeconds(31));
        assertThat(intake.archive.only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void anyNumberOfTemporaryNamesKeepsNoFileFromBeingTaken() throws IOException {
        for (int i = 0; i < 5_100; i++) {
            intake.drop("%05d.tmp".formatted(i), new byte[] {1});
        }
        intake.drop("scan.pdf", TestScans.pdf("page"));

        intake.run(A_WHILE);

        assertThat(intake.archive.only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void folderWithATemporaryNameIsShownAndLitterIsNot() throws IOException {
        intake.drop("batch.tmp/scan.pdf", TestScans.pdf("page"));
        intake.drop("@eaDir/scan.pdf", TestScans.pdf("page"));
        intake.tick();
        intake.clock.advance(Duration.ofMinutes(6));

        intake.tick();

        assertThat(intake.archive.allBatches()).isEmpty();
        assertThat(intake.waiting())
                .extracting(WaitingFile::fileName, WaitingFile::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("batch.tmp", WaitingFile.Why.TEMPORARY_NAME));
    }

    private BatchId dropped(String name) throws IOException {
        intake.drop(name, TestScans.pdf("page"));
        intake.run(A_WHILE);
        Batch batch = intake.archive.only();
        return batch.id();
    }

    private void retry(BatchId id) {
        intake.archive.batches.retry(id, IntakeFixture.TEST);
    }

    private void quarantine(BatchId id) throws IOException {
        intake.archive.batches.quarantine(id, Reason.of(Reason.Code.ENCRYPTED), IntakeFixture.TEST);
        intake.room.settleTaken().settle(id);
    }
}
