package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.IntakeBalance;
import org.kartoteka.archive.batch.UploadRefused;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.store.ObjectStoreException;

class UploadTest extends IntakeTestCase {
    private static final Intake.Upload SCAN = new Intake.Upload("scan.pdf", "upload", Map.of("language", "lv"));

    @Test
    void uploadIsCapturedBeforeTheCallReturns() {
        Batch batch = accept(TestScans.pdf("page"));

        assertThat(batch.state()).isEqualTo(State.WAITING);
        assertThat(intake.archive.original(batch)).isEqualTo(TestScans.pdf("page"));
        assertThat(intake.archive.batches.arrival(batch.id()).hints()).containsEntry("language", "lv");
    }

    @Test
    void sameBytesAgainAreADuplicateOfTheFirst() {
        Batch first = accept(TestScans.pdf("page"));

        Batch second = accept(TestScans.pdf("page"));

        assertThat(second.state()).isEqualTo(State.DUPLICATE);
        assertThat(second.duplicateOf()).contains(first.id());
    }

    @Test
    void nothingInTheStreamIsRefusedAsAnEmptyFile() throws IOException {
        Batch batch = accept(new byte[0]);
        intake.sweep();

        assertThat(batch.reason()).map(Reason::code).contains(Reason.Code.EMPTY_FILE);
        assertThat(IntakeFixture.files(intake.folders.refused())).containsExactly("scan.pdf", "scan.pdf.why.txt");
    }

    @Test
    void tooManyBytesLeaveNothingBehind() throws IOException {
        assertThatThrownBy(() -> accept(new byte[1_000_001]))
                .isInstanceOfSatisfying(
                        UploadRefused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo(Reason.Code.TOO_LARGE));

        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
        assertThat(intake.archive.allBatches()).isEmpty();
    }

    @Test
    void streamThatBreaksOffLeavesNothingBehind() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 100;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("connection reset");
                }
                return 7;
            }
        };

        assertThatThrownBy(() -> intake.intake().accept(broken, SCAN)).isInstanceOf(UploadRefused.class);

        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void storeThatIsAwayKeepsTheUploadForLater() throws IOException {
        intake.store.unavailable(key -> key.value().startsWith("originals/"));
        assertThatThrownBy(() -> accept(TestScans.pdf("page"))).isInstanceOf(ObjectStoreException.Unavailable.class);
        assertThat(intake.waiting()).hasSize(1);
        intake.store.mend();

        intake.run(Duration.ofSeconds(2));

        assertThat(intake.archive.only().state()).isEqualTo(State.WAITING);
        assertThat(intake.waiting()).isEmpty();
    }

    @Test
    void sweepLeavesAnUploadInProgressAlone() throws IOException {
        byte[] bytes = TestScans.pdf("slow");
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                intake.clock.advance(Duration.ofMinutes(2));
                try {
                    intake.sweep();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return super.read(buffer, offset, 10);
            }
        };

        Batch batch = intake.intake().accept(slow, SCAN);

        assertThat(intake.archive.original(batch)).isEqualTo(bytes);
    }

    @Test
    void waitingFilesAreAddedToTheirFoldersInTheBalance() {
        java.time.LocalDate day = java.time.LocalDate.of(2026, 11, 22);
        IntakeBalance archive = new IntakeBalance(day, java.util.List.of(new IntakeBalance.Folder("post", 1, 2, 3, 4)));

        IntakeBalance merged = FolderIntake.merge(archive, Map.of("post", 5L, "fax", 6L));

        assertThat(merged.folders())
                .containsExactly(
                        new IntakeBalance.Folder("post", 1, 2, 3, 9), new IntakeBalance.Folder("fax", 0, 0, 0, 6));
    }

    private Batch accept(byte[] bytes) {
        return intake.intake().accept(new ByteArrayInputStream(bytes), SCAN);
    }
}
