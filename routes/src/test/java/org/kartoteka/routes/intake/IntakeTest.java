package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.IntakeBalance;
import org.kartoteka.archive.batch.WaitingFile;

class IntakeTest extends IntakeTestCase {
    @Test
    void smallFileThatIsReadyIsCapturedWithinTwoSeconds() throws IOException {
        byte[] scan = TestScans.pdf("one page");
        intake.drop("post/scan.pdf", scan);

        intake.run(Duration.ofMillis(1_250));

        Batch batch = intake.archive.only();
        assertThat(batch.state()).isEqualTo(State.WAITING);
        assertThat(intake.archive.original(batch)).isEqualTo(scan);
        assertThat(IntakeFixture.files(intake.folders.inbox())).isEmpty();
        assertThat(intake.waiting()).isEmpty();
    }

    @Test
    void fileWrittenSlowlyIsTakenOnlyWhenWhole() throws IOException {
        byte[] scan = TestScans.jpeg(1_000);
        Path file = intake.drop("scan.jpg", new byte[0]);
        for (int end = 100; end <= scan.length; end += 100) {
            intake.run(Duration.ofMillis(750));
            Files.write(file, Arrays.copyOfRange(scan, end - 100, end), StandardOpenOption.APPEND);
        }
        assertThat(intake.archive.allBatches()).isEmpty();

        intake.run(A_WHILE);

        assertThat(intake.archive.original(intake.archive.only())).isEqualTo(scan);
    }

    @Test
    void writerThatPausesForLongIsWaitedForWhileItsFormatHasNotEnded() throws IOException {
        byte[] scan = TestScans.pdf("page");
        Path file = intake.drop("scan.pdf", Arrays.copyOf(scan, 12));

        intake.run(Duration.ofSeconds(50));
        assertThat(intake.archive.allBatches()).isEmpty();
        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.INCOMPLETE);
        Files.write(file, Arrays.copyOfRange(scan, 12, scan.length), StandardOpenOption.APPEND);
        intake.run(A_WHILE);

        assertThat(intake.archive.original(intake.archive.only())).isEqualTo(scan);
    }

    @Test
    void fileThatNeverBecomesWholeIsTakenInTheEndAndLeftToReading() throws IOException {
        intake.drop("scan.pdf", Arrays.copyOf(TestScans.pdf("page"), 12));

        intake.run(Duration.ofSeconds(61));

        assertThat(intake.archive.only().state()).isEqualTo(State.WAITING);
    }

    @Test
    void fileMovedInWithAnOldDateIsStillWatchedForAWhile() throws IOException {
        Path outside = Files.write(root.resolve("scan.pdf"), TestScans.pdf("page"));
        Files.setLastModifiedTime(outside, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        intake.tick();
        Files.move(outside, intake.folders.inbox().resolve("scan.pdf"), StandardCopyOption.ATOMIC_MOVE);

        intake.run(Duration.ofMillis(750));
        assertThat(intake.archive.allBatches()).isEmpty();
        intake.run(Duration.ofMillis(500));

        assertThat(intake.archive.allBatches()).hasSize(1);
    }

    @Test
    void fileReplacedUnderTheSameNameIsWatchedAnew() throws IOException {
        intake.drop("scan.pdf", TestScans.pdf("aaaa"));
        intake.run(Duration.ofMillis(750));
        Path other = Files.write(root.resolve("other.pdf"), TestScans.pdf("bbbb"));
        Files.setLastModifiedTime(
                other, Files.getLastModifiedTime(intake.folders.inbox().resolve("scan.pdf")));
        Files.move(other, intake.folders.inbox().resolve("scan.pdf"), StandardCopyOption.ATOMIC_MOVE);

        intake.run(Duration.ofMillis(750));
        assertThat(intake.archive.allBatches()).isEmpty();
        intake.run(Duration.ofMillis(500));

        assertThat(intake.archive.original(intake.archive.only())).isEqualTo(TestScans.pdf("bbbb"));
    }

    @Test
    void sameNameAgainIsAnotherBatchAndGetsANameOfItsOwnInDone() throws IOException {
        for (String content : List.of("first", "second", "third")) {
            intake.drop("scan.pdf", TestScans.pdf(content));
            intake.run(A_WHILE);
            intake.readAll();
        }

        assertThat(intake.archive.allBatches()).extracting(Batch::state).containsOnly(State.ARCHIVED);
        assertThat(IntakeFixture.files(intake.folders.done()))
                .containsExactly("2026-11-22/scan (2).pdf", "2026-11-22/scan (3).pdf", "2026-11-22/scan.pdf");
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void fiveHundredAtOnceAreAllCapturedOnce() throws IOException {
        for (int i = 0; i < 500; i++) {
            intake.drop("post/scan-%03d.pdf".formatted(i), TestScans.pdf("page " + i));
        }

        intake.run(A_WHILE);

        assertThat(intake.archive.states()).hasSize(500);
        IntakeBalance balance = balance();
        assertThat(balance.folders()).containsExactly(new IntakeBalance.Folder("post", 0, 0, 0, 500));
        assertThat(intake.room.scanInbox().remembered()).isZero();
    }

    @Test
    void fileRemovedBeforeItIsTakenLeavesNoTrace() throws IOException {
        Path file = intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.run(Duration.ofMillis(750));
        intake.clock.advance(Duration.ofMillis(500));
        List<FoundFile> found = intake.room.scanInbox().scan();
        Files.delete(file);

        for (FoundFile one : found) {
            assertThat(intake.room.claimFile().claim(one)).isEmpty();
        }
        intake.run(A_WHILE);

        assertThat(found).hasSize(1);
        assertThat(intake.archive.allBatches()).isEmpty();
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
        assertThat(balance().folders()).isEmpty();
    }

    @Test
    void foldersTellChannelTypeLanguageAndCase() throws IOException {
        intake.drop("fax/complaint/lv/case/L-2001.004512/scan.pdf", TestScans.pdf("1"));

        intake.run(A_WHILE);

        var arrival = intake.archive.batches.arrival(intake.archive.only().id());
        assertThat(arrival.channel()).isEqualTo("fax");
        assertThat(arrival.folder()).isEqualTo("fax/complaint/lv/case/L-2001.004512");
        assertThat(arrival.hints())
                .containsOnly(
                        Map.entry("type", "complaint"),
                        Map.entry("language", "lv"),
                        Map.entry("case", "L-2001-004512"));
    }

    @Test
    void fileThatGrowsAfterItWasTakenIsCapturedOnlyWhenItRests() throws IOException {
        Path file = intake.drop("scan.txt", "half".getBytes(StandardCharsets.UTF_8));
        intake.run(Duration.ofMillis(4_750));
        intake.clock.advance(Duration.ofMillis(250));
        for (FoundFile found : intake.room.scanInbox().scan()) {
            intake.room.claimFile().claim(found);
        }
        Path taken = intake.folders
                .taken()
                .resolve(IntakeFixture.files(intake.folders.taken()).stream()
                        .filter(name -> name.endsWith("scan.txt"))
                        .findFirst()
                        .orElseThrow());
        Files.writeString(taken, " and half", StandardOpenOption.APPEND);

        intake.run(Duration.ofSeconds(4));
        assertThat(intake.archive.allBatches()).isEmpty();
        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.CLAIMED);
        intake.run(A_WHILE);

        assertThat(file).doesNotExist();
        assertThat(intake.archive.original(intake.archive.only()))
                .isEqualTo("half and half".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fileThatChangesAfterItWasCapturedIsCapturedAgainAndNotLost() throws IOException {
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.run(A_WHILE);
        Path taken = intake.folders
                .taken()
                .resolve(IntakeFixture.files(intake.folders.taken()).stream()
                        .filter(name -> name.endsWith("scan.pdf"))
                        .findFirst()
                        .orElseThrow());
        Files.write(taken, TestScans.pdf("late"), StandardOpenOption.APPEND);

        intake.readAll();
        intake.run(Duration.ofSeconds(6));
        intake.readAll();

        assertThat(intake.archive.allBatches())
                .hasSize(2)
                .extracting(Batch::state)
                .containsOnly(State.ARCHIVED);
        assertThat(IntakeFixture.files(intake.folders.done())).hasSize(1);
        assertThat(IntakeFixture.everything(intake.folders.taken())).isEmpty();
    }

    @Test
    void storeThatIsAwayCostsTimeOnlyAndTheFileIsShown() throws IOException {
        intake.drop("scan.pdf", TestScans.pdf("page"));
        intake.store.unavailable(key -> key.value().startsWith("originals/"));

        assertThatThrownBy(() -> intake.run(A_WHILE)).hasMessageContaining("originals/");
        assertThat(intake.waiting()).extracting(WaitingFile::why).containsExactly(WaitingFile.Why.CLAIMED);
        assertThat(balance().folders()).containsExactly(new IntakeBalance.Folder("inbox", 0, 0, 0, 1));
        intake.store.mend();
        intake.run(A_WHILE);

        assertThat(intake.archive.only().state()).isEqualTo(State.WAITING);
        assertThat(balance().folders()).containsExactly(new IntakeBalance.Folder("inbox", 0, 0, 0, 1));
    }

    @Test
    void balanceCountsWhatLiesInTheInboxAndWhatWasTaken() throws IOException {
        intake.drop("post/a.pdf", TestScans.pdf("a"));
        intake.run(A_WHILE);
        intake.readAll();
        intake.drop("post/b.pdf", TestScans.pdf("b"));
        intake.drop("fax/c.pdf", new byte[0]);
        intake.tick();

        IntakeBalance balance = balance();

        assertThat(balance.folders())
                .containsExactlyInAnyOrder(
                        new IntakeBalance.Folder("post", 1, 0, 0, 1), new IntakeBalance.Folder("fax", 0, 0, 0, 1));
        assertThat(balance.folders().stream()
                        .mapToLong(IntakeBalance.Folder::seen)
                        .sum())
                .isEqualTo(3);
    }

    private IntakeBalance balance() {
        return intake.intake()
                .balance(intake.clock.instant().atZone(ZoneOffset.UTC).toLocalDate(), ZoneOffset.UTC);
    }
}
