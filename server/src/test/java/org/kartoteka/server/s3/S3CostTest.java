package org.kartoteka.server.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.S3ProxyServer;
import org.kartoteka.server.servers.Traffic;

/** Counts requests and bytes on the wire; {@code docs/operations/s3.md} has what this prints. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class S3CostTest {
    private static final BatchId ONE_MORE = new BatchId("20261122-101535000-00000000ff");

    private FaultProxy proxy;
    private S3Settings settings;
    private S3ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        S3ProxyServer server = S3ProxyServer.shared(S3ProxyServer.Backend.FILESYSTEM);
        proxy = FaultProxy.toPort(server.port());
        settings = server.newSettings(proxy);
        store = S3ObjectStore.open(settings);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        proxy.close();
    }

    @Test
    void costsOfSingleCalls() {
        ObjectKey small = new ObjectKey("a");
        ObjectKey large = new ObjectKey("large");
        byte[] bytes = new byte[100 << 20];
        new Random(1).nextBytes(bytes);
        ObjectContent content = ObjectContent.of(bytes);

        assertThat(cost(
                        "open the store (probe)",
                        () -> S3ObjectStore.open(settings).close()))
                .isLessThan(90);
        assertThat(cost("create 500 bytes", () -> store.create(small, ObjectContent.of(new byte[500]))))
                .isEqualTo(1);
        assertThat(cost("read them", () -> StoredBytes.read(store, small))).isEqualTo(1);
        assertThat(cost("look up a size", () -> store.size(small))).isEqualTo(1);
        assertThat(cost("create 100 MiB in parts of 16", () -> store.create(large, content)))
                .isEqualTo(2 + 7);
        assertThat(cost("open a range of it", () -> store.open(large, 5, 1000).readAllBytes()))
                .isEqualTo(1);
        assertThat(cost("list up to 1000 keys", () -> store.list("", "", 1000))).isEqualTo(1);
        assertThat(cost("delete", () -> store.delete(small))).isEqualTo(1);
    }

    @Test
    void costsOfAnArchive() {
        Archive archive = SmallArchive.open(store);
        ObjectContent page = SmallArchive.content("one more letter");

        assertThat(cost("capture one file", () -> SmallArchive.capture(archive, ONE_MORE, "mail", page)))
                .isLessThan(20);
        assertThat(cost("five batches, two documents with three pages", () -> SmallArchive.build(archive)))
                .isLessThan(200);
        assertThat(cost("open the archive", () -> SmallArchive.open(store))).isLessThan(5);
        assertThat(cost("verify all of it", () -> new ArchiveVerifier(store).verify(Optional.empty(), _ -> {})))
                .isLessThan(200);
    }

    /** Something that may fail as input and output does. */
    private interface Work {
        void run() throws IOException;
    }

    private long cost(String what, Work work) {
        Traffic traffic = proxy.traffic();
        traffic.reset();
        try {
            work.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        List<String> lines = traffic.requestLines();
        String kinds = Stream.of("PUT", "GET", "HEAD", "POST", "DELETE")
                .filter(method -> traffic.count(method + " ") > 0)
                .map(method -> traffic.count(method + " ") + " " + method)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        System.out.printf(
                Locale.ROOT,
                "| %s | %d (%s) | %d | %d |%n",
                what,
                lines.size(),
                kinds,
                traffic.bytesToServer(),
                traffic.bytesToClient());
        return lines.size();
    }
}
