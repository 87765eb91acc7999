package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.store.ObjectStoreException;

/** What the sweep makes of each thing that a crash may leave in the taken folder. */
class SweepTakenTest extends IntakeTestCase {
    @Test
    void putsAForgottenClaimBackInLine() throws IOException {
        BatchId claimed = claimed("scan.pdf");
        intake.restart();

        assertThat(intake.room.sweepTaken().sweep()).isEmpty();

        assertThat(intake.room.claimsDue()).containsExactly(claimed);
    }

    @Test
    void leavesAClaimAloneThatIsInLineAlready() throws IOException {
        BatchId claimed = claimed("scan.pdf");
        assertThat(intake.room.claimsDue()).containsExactly(claimed);

        intake.room.sweepTaken().sweep();

        assertThat(intake.room.claimsDue()).isEmpty();
    }

    @Test
    void leavesABatchAloneThatStillWaits() throws IOException {
        captured("scan.pdf");

        assertThat(intake.room.sweepTaken().sweep()).isEmpty();
        assertThat(intake.room.claimsDue()).isEmpty();
    }

    @Test
    void namesABatchThatIsFinalButWhoseFileIsStillHere() throws IOException {
        BatchId batch = captured("scan.pdf");
        intake.archive.batches.quarantine(batch, Reason.of(Reason.Code.ENCRYPTED), IntakeFixture.TEST);
        intake.restart();

        assertThat(intake.room.sweepTaken().sweep()).containsExactly(batch);
    }

    @Test
    void clearsAwayAClaimWhoseFileDidNotComeAfterAWhile() throws IOException {
        BatchId claimed = claimed("scan.pdf");
        Files.delete(new TakenFolder(intake.folders.taken()).file(claimed).orElseThrow());
        intake.restart();
        assertThat(intake.room.sweepTaken().sweep()).isEmpty();
        assertThat(IntakeFixture.everything(intake.folders.taken())).isNotEmpty();
        intake.clock.advance(Duration.ofMinutes(2));

        assertThat(intake.room.sweepTaken().sweep()).isEmpty();

        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
        assertThat(intake.archive.allBatches()).isEmpty();
    }

    @Test
    void takenThingThatCannotBeLookedAtKeepsNoOtherFromBeingFound() throws IOException {
        Files.createFile(intake.folders
                .taken()
                .resolve(BatchId.next(intake.clock.instant().minus(Duration.ofDays(1)))
                        .value()));
        BatchId batch = captured("scan.pdf");
        intake.archive.batches.quarantine(batch, Reason.of(Reason.Code.ENCRYPTED), IntakeFixture.TEST);
        intake.restart();

        assertThat(intake.room.sweepTaken().sweep()).containsExactly(batch);
    }

    @Test
    void endsWhileTheStoreCannotBeReached() throws IOException {
        captured("scan.pdf");
        intake.restart();
        intake.store.unreachable(true);

        assertThatThrownBy(() -> intake.room.sweepTaken().sweep()).isInstanceOf(ObjectStoreException.Unavailable.class);

        intake.store.unreachable(false);
        assertThat(intake.room.sweepTaken().sweep()).isEmpty();
    }

    private BatchId claimed(String name) throws IOException {
        intake.drop(name, TestScans.pdf("page"));
        intake.room.scanInbox().scan();
        intake.clock.advance(Duration.ofMillis(1_250));
        List<FoundFile> found = intake.room.scanInbox().scan();
        return intake.room.claimFile().claim(found.getFirst()).orElseThrow();
    }

    private BatchId captured(String name) throws IOException {
        BatchId claimed = claimed(name);
        for (BatchId due : intake.room.claimsDue()) {
            intake.room.captureTaken().capture(due);
        }
        return claimed;
    }
}
