package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.WaitingFile;
import org.kartoteka.archive.reason.Reason;

/** What intake refuses, and what it leaves lying and only shows. */
class IntakeRefusalTest extends IntakeTestCase {
    @Test
    void emptyFileIsGivenTimeAndThenRefusedInWords() throws IOException {
        intake.drop("empty.pdf", new byte[0]);

        intake.run(Duration.ofSeconds(9));
        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.EMPTY);
        intake.run(A_WHILE);

        refused("empty.pdf", Reason.Code.EMPTY_FILE);
    }

    @Test
    void symbolicLinkIsRefusedWithoutBeingFollowed() throws IOException {
        Path secret = Files.write(root.resolve("secret.pdf"), TestScans.pdf("secret"));
        Files.createSymbolicLink(intake.folders.inbox().resolve("link.pdf"), secret);
        Files.createSymbolicLink(intake.folders.inbox().resolve("folder"), root);

        intake.run(A_WHILE);

        assertThat(intake.archive.states())
                .containsOnly(Map.entry("link.pdf", State.QUARANTINED), Map.entry("folder", State.QUARANTINED));
        assertThat(Files.isSymbolicLink(intake.folders.refused().resolve("link.pdf")))
                .isTrue();
        assertThat(intake.archive.keys("originals/")).isEmpty();
        assertThat(secret).exists();
    }

    @Test
    void namedPipeIsRefusedWithoutBeingOpened() throws Exception {
        Path pipe = intake.folders.inbox().resolve("pipe");
        int exit = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        org.junit.jupiter.api.Assumptions.assumeTrue(exit == 0, "no named pipes here");

        intake.run(A_WHILE);

        refused("pipe", Reason.Code.NOT_A_FILE);
    }

    @Test
    void fileThatMayNotBeReadIsShownAndThenRefused() throws IOException {
        Path file = intake.drop("closed.pdf", TestScans.pdf("page"));
        intake.forbidden.add(file);

        intake.run(Duration.ofSeconds(30));
        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.UNREADABLE);
        intake.run(Duration.ofSeconds(31));

        refused("closed.pdf", Reason.Code.UNREADABLE_FILE);
    }

    @Test
    void fileThatBecomesReadableInTimeIsCaptured() throws IOException {
        Path file = intake.drop("closed.pdf", TestScans.pdf("page"));
        intake.forbidden.add(file);
        intake.run(Duration.ofSeconds(30));
        intake.forbidden.clear();

        intake.run(Duration.ofMillis(250));

        assertThat(intake.archive.only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void temporaryNamesAreLeftAloneAndShownOnlyWhenTheyStay() throws IOException {
        for (String name : List.of(".hidden", "~$letter.docx", "scan.pdf.part", "scan.TMP", "Thumbs.db")) {
            intake.drop(name, TestScans.pdf("page"));
        }

        intake.run(A_WHILE);
        assertThat(intake.waiting()).isEmpty();
        intake.clock.advance(Duration.ofMinutes(6));
        intake.tick();

        assertThat(intake.archive.allBatches()).isEmpty();
        assertThat(intake.waiting())
                .allMatch(file -> file.why() == WaitingFile.Why.TEMPORARY_NAME)
                .extracting(WaitingFile::fileName)
                .containsExactlyInAnyOrder(".hidden", "~$letter.docx", "scan.pdf.part", "scan.TMP");
    }

    @Test
    void folderDeeperThanAllowedIsShownAsWaiting() throws IOException {
        intake.drop("1/2/3/4/5/6/7/scan.pdf", TestScans.pdf("page"));

        intake.run(A_WHILE);

        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.TOO_DEEP);
    }

    @Test
    void quarantinedFileMovesToRefusedWithTheReason() throws IOException {
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        Batch batch = intake.archive.only();
        intake.archive.batches.quarantine(batch.id(), Reason.of(Reason.Code.ENCRYPTED), IntakeFixture.TEST);

        intake.room.settleTaken().settle(batch.id());

        refused("scan.pdf", Reason.Code.ENCRYPTED);
    }

    private void refused(String name, Reason.Code code) throws IOException {
        Batch batch = intake.archive.only();
        assertThat(batch.state()).isEqualTo(State.QUARANTINED);
        assertThat(batch.reason()).map(Reason::code).contains(code);
        assertThat(IntakeFixture.files(intake.folders.inbox())).isEmpty();
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
        assertThat(IntakeFixture.files(intake.folders.refused())).containsExactly(name, name + ".why.txt");
        assertThat(Files.readString(intake.folders.refused().resolve(name + ".why.txt")))
                .contains("Because: " + code)
                .contains(batch.id().value());
    }
}
