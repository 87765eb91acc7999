package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.routes.CrashingStore;
import org.kartoteka.routes.TestArchive;

/** Nodes that take files from one inbox, each in a thread of its own and in real time. */
@Timeout(120)
class SharedIntakeTest {
    private static final int FILES = 300;

    @TempDir
    Path root;

    private final CrashingStore store = new CrashingStore();
    private final TestArchive archive = new TestArchive(store, InstantSource.system(), (_, _) -> {});
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private IntakeFolders folders;

    @BeforeEach
    void prepare() {
        folders = IntakeFolders.below(root);
        folders.prepare();
    }

    @Test
    void noFileIsTakenTwiceAndNoneIsLost() throws Exception {
        try (Node one = new Node("one");
                Node two = new Node("two")) {
            one.start();
            two.start();
            for (int i = 0; i < FILES; i++) {
                drop("post/scan-%03d.pdf".formatted(i), "page " + i);
            }

            await(() -> archive.allBatches().size() >= FILES);
            refuseAll();
            await(() -> filesOf(folders.refused()).size() == 2 * FILES);
        }

        assertThat(archive.states()).hasSize(FILES);
        assertThat(filesOf(folders.inbox())).isEmpty();
        assertThat(filesOf(folders.refused()).stream().filter(name -> name.endsWith(".pdf")))
                .hasSize(FILES);
        assertThat(claims()).isEmpty();
    }

    @Test
    void filesOfOneNameAreSettledByTwoNodesWithoutReplacingEachOther() throws Exception {
        try (Node one = new Node("one");
                Node two = new Node("two")) {
            one.start();
            two.start();
            for (int i = 0; i < FILES / 4; i++) {
                drop("post/%03d/scan.pdf".formatted(i), "page " + i);
            }
            await(() -> archive.allBatches().size() >= FILES / 4);
            refuseAll();
            await(() -> filesOf(folders.refused()).size() == FILES / 2);
        }

        for (String why : filesOf(folders.refused())) {
            if (why.endsWith(".why.txt")) {
                BatchId batch =
                        SettledNames.batchOf(folders.refused().resolve(why)).orElseThrow();
                Path scan = folders.refused().resolve(why.substring(0, why.length() - ".why.txt".length()));
                assertThat(Files.readAllBytes(scan))
                        .as(why)
                        .isEqualTo(archive.original(archive.batches.find(batch).orElseThrow()));
            }
        }
    }

    @Test
    void claimsOfADeadNodeAreTakenOverUnderTheSameBatchIdsAndOnceOnly() throws Exception {
        Node dying = new Node("dying");
        for (int i = 0; i < 40; i++) {
            drop("post/scan-%03d.pdf".formatted(i), "page " + i);
        }
        List<BatchId> claimed = dying.claimEverything(40);
        for (BatchId id : claimed.subList(0, 10)) {
            assertThat(dying.room.captureTaken().capture(id)).isPresent();
        }
        dying.close();

        try (Node one = new Node("one");
                Node two = new Node("two")) {
            one.start();
            two.start();
            drop("post/later.pdf", "later");
            await(() -> archive.allBatches().size() >= 11);
            assertThat(archive.allBatches()).hasSize(11);

            dead.add("dying");
            await(() -> archive.allBatches().size() >= 41);
            refuseAll();
            await(() -> filesOf(folders.refused()).size() == 82);
        }

        assertThat(archive.allBatches().stream().map(Batch::id)).containsAll(claimed);
        assertThat(archive.states()).hasSize(41);
        assertThat(claims()).isEmpty();
        assertThat(Files.exists(folders.taken().resolve("dying"))).isFalse();
    }

    @Test
    void restartedNodeGoesOnWithItsOwnClaims() throws Exception {
        Node before = new Node("one");
        drop("post/scan.pdf", "page");
        List<BatchId> claimed = before.claimEverything(1);
        before.close();

        try (Node after = new Node("one")) {
            after.start();
            await(() -> archive.allBatches().size() == 1);
        }

        assertThat(archive.only().id()).isEqualTo(claimed.getFirst());
    }

    @Test
    void claimsOfAServiceThatWasAloneBeforeAreTakenOver() throws Exception {
        IntakeFixture alone = new IntakeFixture(root);
        alone.drop("scan.pdf", TestScans.pdf("page"));
        alone.room.scanInbox().scan();
        alone.clock.advance(Duration.ofSeconds(2));
        BatchId id = alone.room
                .claimFile()
                .claim(alone.room.scanInbox().scan().getFirst())
                .orElseThrow();

        try (Node one = new Node("one")) {
            one.start();
            await(() -> archive.allBatches().size() == 1);
        }

        assertThat(archive.only().id()).isEqualTo(id);
    }

    /** What reading would find: every file is settled into {@code refused}. */
    private void refuseAll() {
        for (Batch batch : archive.allBatches()) {
            archive.batches.quarantine(batch.id(), Reason.of(Reason.Code.ENCRYPTED), IntakeFixture.TEST);
        }
    }

    private void drop(String path, String text) throws IOException {
        Path file = folders.inbox().resolve(path);
        Files.createDirectories(file.getParent());
        Path hidden = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(hidden, ("%PDF-1.4\n" + text + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1));
        Files.move(hidden, file);
    }

    private List<String> claims() {
        List<String> claims = new ArrayList<>();
        for (String node : List.of("one", "two")) {
            claims.addAll(filesOf(folders.taken().resolve(node)));
        }
        return claims;
    }

    private static List<String> filesOf(Path folder) {
        try {
            return IntakeFixture.files(folder).stream()
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of("changing");
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || never.await(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited for too long");
            }
        }
    }

    /** One intake node: its steps, driven as the route drives them. */
    private final class Node implements AutoCloseable {
        final IntakeRoom room;
        private final CountDownLatch ended = new CountDownLatch(1);
        private Optional<CompletableFuture<Instant>> running = Optional.empty();

        Node(String name) {
            Duration soon = Duration.ofMillis(50);
            IntakeSettings settings = new IntakeSettings(
                    soon,
                    new IntakeSettings.Waits(
                            soon, soon, soon, soon, soon, Duration.ofMinutes(10), Duration.ofMinutes(5)),
                    Duration.ofDays(1),
                    IntakeSettings.Limits.DEFAULT,
                    new IntakeSettings.Words(Set.of("lv"), Set.of("letter")),
                    ZoneOffset.UTC);
            this.room = new IntakeRoom(new IntakeRoom.Parts(
                    folders,
                    settings,
                    archive.batches,
                    archive.ledger,
                    reason -> "Because " + reason.code(),
                    new IntakeDuties(
                            true,
                            Duration.ofMillis(100),
                            Optional.of(new IntakeDuties.Share(name, other -> !dead.contains(other)))),
                    InstantSource.system()));
        }

        void start() {
            running = Optional.of(CompletableFuture.supplyAsync(this::run, Thread.ofPlatform()::start));
        }

        private Instant run() {
            try {
                while (!ended.await(10, TimeUnit.MILLISECONDS)) {
                    round();
                }
                return Instant.EPOCH;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void round() throws IOException {
            for (FoundFile found : room.scanInbox().scan()) {
                if (room.claimFile().claim(found).isEmpty()) {
                    continue;
                }
            }
            for (BatchId id : room.claimsDue()) {
                room.captureTaken().capture(id);
            }
            for (BatchId id : room.sweep()) {
                room.settleTaken().settle(id);
            }
        }

        List<BatchId> claimEverything(int count) throws IOException, InterruptedException {
            List<BatchId> claimed = new ArrayList<>();
            CountDownLatch never = new CountDownLatch(1);
            while (claimed.size() < count) {
                for (FoundFile found : room.scanInbox().scan()) {
                    room.claimFile().claim(found).ifPresent(claimed::add);
                }
                if (never.await(20, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("never happens");
                }
            }
            return claimed;
        }

        @Override
        public void close() {
            ended.countDown();
            running.ifPresent(CompletableFuture::join);
        }
    }
}
