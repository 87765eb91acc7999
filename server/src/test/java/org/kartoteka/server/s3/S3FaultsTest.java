package org.kartoteka.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.archive.Polling;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.InMemoryObjectStore;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.S3ProxyServer;

/** What the network and the store's machine can do to an archive; after each of it nothing is lost and nothing is double. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class S3FaultsTest {
    private static final S3Settings.Limits IMPATIENT = new S3Settings.Limits(2, 2, 2, 4, 8, 5, 5);
    private static final ObjectKey LARGE = new ObjectKey("large");
    private static final ObjectContent CONTENT = ObjectContent.of("bytes".getBytes(UTF_8));

    private static Map<String, Digest> expected;
    private S3ProxyServer server;
    private FaultProxy proxy;
    private S3ObjectStore store;

    @BeforeAll
    void startServer(@TempDir Path folder) throws IOException {
        server = S3ProxyServer.start(S3ProxyServer.Backend.FILESYSTEM, folder);
        expected = bytesOf(new InMemoryObjectStore());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void openStore() throws IOException {
        proxy = FaultProxy.toPort(server.port());
        store = S3ObjectStore.open(server.newSettings(proxy).withLimits(IMPATIENT));
        SmallArchive.open(store);
        proxy.traffic().reset();
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/originals/",
                "/arrivals/",
                "/todo/",
                "/events/batch/",
                "/digests/",
                "/renditions/",
                "/events/document/",
                "/events/case-file/"
            })
    void losesNothingAndDoublesNothingWhereAReplyIsLost(String where) {
        proxy.dropReplies(1, where);

        SmallArchive.build(SmallArchive.open(store));

        assertThat(proxy.faultsLeft()).isZero();
        verifiesClean();
    }

    @Test
    void tellsTheRepeatedCreateThatItsOwnObjectIsThere() {
        proxy.dropReplies(1, "PUT ");

        assertThatThrownBy(() -> store.create(new ObjectKey("originals/x"), CONTENT))
                .isInstanceOf(ObjectStoreException.AlreadyExists.class);

        assertThat(store.size(new ObjectKey("originals/x"))).hasValue(5);
    }

    @Test
    void isOnlySlowedDownByLatency() {
        proxy.delayReplies(Duration.ofMillis(25));

        SmallArchive.build(SmallArchive.open(store));

        verifiesClean();
    }

    @Test
    void givesUpInBoundedTimeWhereTheStoreSaysNothingMore() {
        proxy.goHalfOpen();
        long begin = System.nanoTime();

        assertThatThrownBy(() -> store.create(new ObjectKey("originals/x"), CONTENT))
                .isInstanceOfSatisfying(
                        ObjectStoreException.Unavailable.class,
                        e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("cannot create object originals/x");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        proxy.pass();
        SmallArchive.build(SmallArchive.open(store));
        proxy.pass();
        verifiesCleanBut("originals/x");
    }

    @Test
    void waitsAndTriesAgainWhereTheStoreAsksForIt() {
        proxy.slowDown(3);
        store.create(new ObjectKey("a"), CONTENT);
        proxy.tooManyRequests(3);
        assertThat(store.size(new ObjectKey("a"))).hasValue(5);
        proxy.slowDown(2);
        assertThat(store.list("", "", 1)).hasSize(1);
        proxy.tooManyRequests(2);
        store.delete(new ObjectKey("a"));

        assertThat(proxy.faultsLeft()).isZero();
    }

    @Test
    void saysInTheEndWhatTheStoreAnswered() {
        proxy.slowDown(100);
        assertThatThrownBy(() -> store.create(new ObjectKey("a"), CONTENT))
                .isInstanceOf(ObjectStoreException.Unavailable.class)
                .hasMessageContaining("cannot create object a: the store answered 503 SlowDown");
        assertThat(100 - proxy.faultsLeft()).isEqualTo(IMPATIENT.attempts());
        proxy.tooManyRequests(100);
        assertThatThrownBy(() -> store.open(new ObjectKey("a")))
                .isInstanceOf(ObjectStoreException.Unavailable.class)
                .hasMessageContaining("429");
    }

    @Test
    void archivesOnWhenTheStoreWasKilledAndStartedAgain() throws Exception {
        proxy.delayReplies(Duration.ofMillis(15));
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> building = thread.submit(() -> buildWhateverHappens(store));
            Polling.until(
                    "some writes are done",
                    Duration.ofSeconds(60),
                    () -> proxy.traffic().count("PUT ") > 20);

            server.kill();
            assertThat(building.isDone()).isFalse();
            server.startAgain();

            building.get(2, TimeUnit.MINUTES);
        }
        proxy.pass();
        // A killed s3proxy may leave the file it was writing, under key and an id of its own: a stranger.
        verifiesCleanBut(".+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void findsNothingWrongWhereTheCutWasInTheMiddleOfALargeObject() throws Exception {
        byte[] large = large(12);
        ObjectContent content = ObjectContent.of(large);
        ObjectKey key = new ObjectKey("originals/large");
        proxy.dropReplies(1, "partNumber=2");

        store.create(key, content);

        assertThat(proxy.faultsLeft()).isZero();
        try (var in = store.open(key)) {
            assertThat(Digest.of(in)).isEqualTo(content.digest());
        }
        proxy.dropReplies(1, "POST ");
        proxy.traffic().reset();
        ObjectKey other = new ObjectKey("originals/other");
        try {
            // The reply to the call that makes it visible may be the first or the second of the two POSTs.
            store.create(other, content);
        } catch (ObjectStoreException.AlreadyExists _) {
            assertThat(proxy.faultsLeft()).isZero();
        }
        assertThat(store.size(other)).hasValue(large.length);
    }

    @Test
    void readsOnFromTheByteReachedWhereTheStreamBreaksOff() throws Exception {
        byte[] large = large(4);
        store.create(LARGE, ObjectContent.of(large));
        proxy.traffic().reset();

        proxy.cutReplies(3, 1 << 20, "/large");
        try (var in = store.open(LARGE)) {
            assertThat(in.readAllBytes()).isEqualTo(large);
        }

        assertThat(proxy.faultsLeft()).isZero();
        assertThat(proxy.traffic().count("GET ")).isEqualTo(4);
        assertThat(proxy.traffic().bytesToClient()).isLessThan(large.length + (64 << 10));
    }

    @Test
    void readsOnInARangeAndNoFurther() throws Exception {
        byte[] large = large(4);
        store.create(LARGE, ObjectContent.of(large));
        for (long cutAfterBytes : new long[] {2, 100_000, 1_500_000}) {
            proxy.cutReplies(1, cutAfterBytes, "/large");
            try (var in = store.open(LARGE, 1_000_000, 2_000_000)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, 1_000_000, 3_000_000));
            }
            assertThat(proxy.faultsLeft()).isZero();
        }
        proxy.cutReplies(1, 1_000, "/large");
        try (var in = store.open(LARGE, large.length - 5_000, 50_000)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, large.length - 5_000, large.length));
        }
    }

    @Test
    void tellsAReaderOfAStreamThatBreaksOffAgainAndAgain() throws Exception {
        store.create(LARGE, ObjectContent.of(large(4)));
        proxy.traffic().reset();

        proxy.cutReplies(1_000, 4_000, "/large");
        try (var in = store.open(LARGE)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }

        assertThat(proxy.traffic().count("GET ")).isEqualTo(1 + IMPATIENT.attempts());
    }

    @Test
    void tellsAReaderWhereTheStoreIsGone() throws Exception {
        store.create(LARGE, ObjectContent.of(large(4)));

        proxy.cutReplies(1, 100_000, "/large");
        try (var in = store.open(LARGE)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            proxy.refuseConnections();
            proxy.cutConnections();
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot be read on: the store cannot be reached");
        }
        proxy.pass();
        assertThat(store.size(LARGE)).hasValue(4 << 20);
    }

    @Test
    void doesNotReadOnInAnotherObject() throws Exception {
        store.create(LARGE, ObjectContent.of(large(4)));

        proxy.cutReplies(1, 100_000, "/large");
        try (var in = store.open(LARGE)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            store.delete(LARGE);
            store.create(LARGE, ObjectContent.of(new byte[4 << 20]));
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("412");
        }
    }

    private static byte[] large(int mebibytes) {
        byte[] large = new byte[mebibytes << 20];
        new Random(3).nextBytes(large);
        return large;
    }

    private static void buildWhateverHappens(ObjectStore store) {
        for (int tries = 0; tries < 100; tries++) {
            try {
                SmallArchive.build(SmallArchive.open(store));
                return;
            } catch (ObjectStoreException e) {
                if (!e.retryable()) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("never came to an end");
    }

    private void verifiesClean() {
        assertThat(findings()).isEmpty();
        assertThat(bytes(store)).isEqualTo(expected);
    }

    private void verifiesCleanBut(String stray) {
        assertThat(findings()).allMatch(finding -> finding.subject().matches(stray));
        Map<String, Digest> found = bytes(store);
        found.keySet().removeIf(key -> key.matches(stray) && !expected.containsKey(key));
        assertThat(found).isEqualTo(expected);
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), findings::add);
        return findings;
    }

    private static Map<String, Digest> bytesOf(InMemoryObjectStore memory) {
        SmallArchive.build(SmallArchive.open(memory));
        return bytes(memory);
    }

    /** All objects but the one that names the archive, which is another each time. */
    private static Map<String, Digest> bytes(ObjectStore of) {
        Map<String, Digest> all = new TreeMap<>(SmallArchive.snapshot(of));
        all.remove("archive.json");
        return all;
    }
}
