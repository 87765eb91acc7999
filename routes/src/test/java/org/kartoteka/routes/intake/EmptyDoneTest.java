package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.routes.SettableClock;

/** What the hourly clean-up of done takes away, and what it leaves. The clock stands at 22 November 2026. */
class EmptyDoneTest {
    private static final int KEPT_DAYS = 3;

    @TempDir
    Path root;

    private final SettableClock clock = new SettableClock();
    private Path done;

    @BeforeEach
    void createDone() throws IOException {
        done = Files.createDirectory(root.resolve("done"));
    }

    @Test
    void removesTheDaysBeforeTheLastOnesKept() throws IOException {
        day("2025-12-31");
        day("2026-11-18");
        day("2026-11-19");
        day("2026-11-22");

        empty("UTC");

        assertThat(IntakeFixture.everything(done))
                .containsExactly("2026-11-19", "2026-11-19/scan.pdf", "2026-11-22", "2026-11-22/scan.pdf");
    }

    @Test
    void countsDaysWhereTheOfficeIs() throws IOException {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-22T22:30:00Z")));
        day("2026-11-19");

        empty("UTC");
        assertThat(IntakeFixture.files(done)).isNotEmpty();
        empty("Europe/Riga");

        assertThat(IntakeFixture.everything(done)).isEmpty();
    }

    @Test
    void removesFoldersWithinADay() throws IOException {
        Files.createDirectories(day("2026-11-01").resolve("put/here"));

        empty("UTC");

        assertThat(IntakeFixture.everything(done)).isEmpty();
    }

    @Test
    void leavesWhatIsNoDay() throws IOException {
        Files.createDirectory(done.resolve("2026-13-01"));
        Files.createDirectory(done.resolve("old scans"));
        Files.createFile(done.resolve("2026-11-01"));

        empty("UTC");

        assertThat(IntakeFixture.everything(done)).containsExactly("2026-11-01", "2026-13-01", "old scans");
    }

    @Test
    void neverFollowsLinks() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("precious.pdf"));
        Files.createSymbolicLink(done.resolve("2026-11-01"), elsewhere);
        Files.createSymbolicLink(day("2026-11-02").resolve("link"), elsewhere);

        empty("UTC");

        assertThat(elsewhere.resolve("precious.pdf")).exists();
        assertThat(IntakeFixture.files(done)).containsExactly("2026-11-01");
    }

    @Test
    void dayThatCannotBeDeletedKeepsNoOther() throws IOException {
        Path closed = day("2026-11-01");
        day("2026-11-02");
        assumeThat(closed.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(closed))
                .as("the superuser may write everywhere")
                .isFalse();

        empty("UTC");

        assertThat(closed.toFile().setWritable(true)).isTrue();
        assertThat(IntakeFixture.files(done)).containsExactly("2026-11-01/scan.pdf");
    }

    private Path day(String date) throws IOException {
        Path day = Files.createDirectory(done.resolve(date));
        Files.createFile(day.resolve("scan.pdf"));
        return day;
    }

    private void empty(String zone) throws IOException {
        IntakeSettings settings = new IntakeSettings(
                Duration.ofMillis(250),
                IntakeSettings.Waits.DEFAULT,
                Duration.ofDays(KEPT_DAYS),
                new IntakeSettings.Limits(6, 5_000, 1_000_000),
                new IntakeSettings.Words(Set.of(), Set.of()),
                ZoneId.of(zone));
        new EmptyDone(done, settings, clock).empty();
    }
}
