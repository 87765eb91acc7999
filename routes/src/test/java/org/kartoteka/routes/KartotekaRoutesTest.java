package org.kartoteka.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.State;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.search.FaultySearchIndex;
import org.kartoteka.archive.work.Attempts;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.routes.intake.IntakeDuties;
import org.kartoteka.routes.intake.IntakeFolders;
import org.kartoteka.routes.intake.IntakeSettings;
import org.kartoteka.routes.reading.FakeScanReader;
import org.kartoteka.routes.reading.FilingRule;
import org.kartoteka.routes.reading.PassPolicy;
import org.kartoteka.routes.reading.ReadingPolicy;

/** All routes together, in a real Camel context and real time. */
@Timeout(120)
class KartotekaRoutesTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path root;

    private final CrashingStore store = new CrashingStore();
    private final FakeScanReader reader = new FakeScanReader();
    private final FaultySearchIndex index = new FaultySearchIndex();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private IntakeFolders folders;
    private TestArchive archive;
    private KartotekaRoutes routes;
    private CamelContext camel;

    @BeforeEach
    void start() throws Exception {
        folders = IntakeFolders.below(root);
        InstantSource clock = InstantSource.system();
        WorkInHand inHand = new WorkInHand(clock);
        InProcessHints hints = new InProcessHints(inHand);
        archive = new TestArchive(store, clock, hints);
        IntakeSettings.Waits waits = new IntakeSettings.Waits(
                Duration.ofMillis(200),
                Duration.ofMillis(400),
                Duration.ofMillis(400),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5));
        IntakeSettings settings = new IntakeSettings(
                Duration.ofMillis(50),
                waits,
                Duration.ofDays(1),
                IntakeSettings.Limits.DEFAULT,
                new IntakeSettings.Words(Set.of("lv"), Set.of("letter")),
                ZoneOffset.UTC);
        routes = new KartotekaRoutes(
                new KartotekaRoutes.Archive(
                        store,
                        archive.batches,
                        archive.stacks,
                        archive.documents,
                        archive.corrections,
                        archive.readings,
                        archive.typeModels,
                        archive.renditions,
                        archive.workList,
                        archive.ledger,
                        archive.projection,
                        index),
                Optional.of(new KartotekaRoutes.IntakeParts(
                        folders, settings, reason -> "Because " + reason.code(), IntakeDuties.ALONE)),
                Optional.of(new KartotekaRoutes.ReadingParts(
                        reader,
                        Divider.Settings.DEFAULT,
                        PassPolicy.DEFAULT,
                        root.resolve("work"),
                        new ReadingPolicy(8, 4, 4, 3, Duration.ofMillis(20), 3, 5, ReadingPolicy.Review.DEFAULT),
                        FilingRule.NONE,
                        Optional.empty())),
                new KartotekaRoutes.Shared(inHand, hints, Upkeep.alone(), new RouteMeters(registry, clock), clock));
        camel = new DefaultCamelContext();
        for (RouteBuilder builder : routes.builders()) {
            camel.addRoutes(builder);
        }
        camel.getShutdownStrategy().setTimeout(5);
        camel.start();
        hints.attach(camel);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void droppedFilesAreFoundAndLeaveTheInbox() throws Exception {
        for (int i = 0; i < 20; i++) {
            drop("post/lv/scan-%02d.pdf".formatted(i), "pages=2 number=" + i);
        }
        drop("post/locked.pdf", "refuse=ENCRYPTED");
        drop("post/again.pdf", "pages=2 number=7");

        assertThat(index.awaitDurable(20, SOON)).isTrue();
        assertThat(until(() -> files(folders.done()).size() == 21
                        && files(folders.refused()).size() == 2
                        && archive.keys("todo/").isEmpty()))
                .as("%s %s %s", files(folders.done()), files(folders.refused()), archive.keys("todo/"))
                .isTrue();

        assertThat(files(folders.inbox())).isEmpty();
        assertThat(files(folders.taken())).isEmpty();
        Map<String, State> states = archive.states();
        assertThat(states).hasSize(22).containsEntry("locked.pdf", State.QUARANTINED);
        assertThat(states.values())
                .filteredOn(state -> state == State.DUPLICATE)
                .hasSize(1);
        assertThat(states.values()).filteredOn(state -> state == State.ARCHIVED).hasSize(20);
        assertThat(files(root.resolve("work"))).isEmpty();
        assertThat(registry.get("kartoteka.pages.read").timer().count()).isEqualTo(40);
    }

    @Test
    void uploadIsReadWithoutWaitingForAScan() throws Exception {
        var batch = routes.intake()
                .orElseThrow()
                .accept(
                        new java.io.ByteArrayInputStream(script("pages=1")),
                        new Intake.Upload("scan.pdf", "upload", Map.of()));

        assertThat(batch.state()).isEqualTo(State.WAITING);
        assertThat(index.awaitDurable(1, SOON)).isTrue();
    }

    @Test
    void readerThatIsAwayForAMomentIsWaitedFor() throws Exception {
        reader.awayForExaminations(2);

        drop("scan.pdf", "pages=1");

        assertThat(index.awaitDurable(1, SOON)).isTrue();
    }

    @Test
    void readerThatStaysAwayLeavesTheBatchWaitingWithItsMarker() throws Exception {
        reader.away(true);

        drop("scan.pdf", "pages=1");

        assertThat(until(() -> registry.find("kartoteka.failures").counters().stream()
                        .anyMatch(counter -> counter.count() > 0)))
                .isTrue();
        assertThat(until(() -> archive.keys("todo/attempts/").isEmpty())).isTrue();
        assertThat(archive.only().state()).isEqualTo(State.WAITING);
        assertThat(archive.keys("todo/read/")).hasSize(1);
        assertThat(files(folders.taken())).hasSize(2);
    }

    @Test
    void searchThatIsAwayForAMomentLosesNoDocument() throws Exception {
        index.away(true);
        drop("scan.pdf", "pages=1");
        assertThat(until(() -> archive.keys("todo/index/").size() == 1
                        && archive.keys("todo/read/").isEmpty()))
                .isTrue();

        index.away(false);

        assertThat(index.awaitDurable(1, SOON)).isTrue();
        assertThat(until(() -> archive.keys("todo/").isEmpty())).isTrue();
    }

    @Test
    void stopIsPromptAndTheNextStartGoesOn() throws Exception {
        drop("book.pdf", "pages=400");
        assertThat(until(() -> reader.pagesRead.size() > 3)).isTrue();

        long started = System.nanoTime();
        camel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
        assertThat(archive.keys("todo/attempts/")).isEmpty();
        start();

        assertThat(index.awaitDurable(1, Duration.ofSeconds(60))).isTrue();
        assertThat(until(() -> archive.only().state() == State.ARCHIVED)).isTrue();
    }

    @Test
    void batchThatEndedTheServiceTooOftenIsSetAsideAndItsFileRefusedInWords() throws Exception {
        reader.away(true);
        drop("scan.pdf", "pages=1");
        assertThat(until(() -> archive.keys("todo/read/").size() == 1)).isTrue();
        camel.stop();
        Batch batch = archive.only();
        String progress = batch.sequence() + "-0";
        for (int i = 0; i < 5; i++) {
            new Attempts(store).begin(batch.id(), progress);
        }
        reader.away(false);
        start();

        assertThat(until(() -> files(folders.refused()).equals(List.of("scan.pdf", "scan.pdf.why.txt"))))
                .isTrue();
        assertThat(folders.refused().resolve("scan.pdf.why.txt")).content().contains("Because SERVICE_ENDED");
        assertThat(registry.get("kartoteka.batches")
                        .tag("state", "quarantined")
                        .counter()
                        .count())
                .isEqualTo(1);

        archive.batches.retry(batch.id(), Actor.system("test"));

        assertThat(index.awaitDurable(1, SOON)).isTrue();
        assertThat(until(() -> files(folders.refused()).isEmpty()
                        && files(folders.done()).size() == 1))
                .isTrue();
    }

    @Test
    void lostHintIsFoundAgainByTheSweep() throws Exception {
        archive.workList.put(WorkList.Kind.READ, "20260101-000000000-0123456789");

        assertThat(until(() -> archive.keys("todo/").isEmpty())).isTrue();
    }

    private void drop(String path, String text) throws IOException {
        Path file = folders.inbox().resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, script(text));
    }

    private static byte[] script(String text) {
        return ("%PDF-1.4\n" + text + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Looks every now and then, for a while. */
    private static boolean until(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || never.await(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of("changing");
        }
    }
}
