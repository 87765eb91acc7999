package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.benchmark.NodeProcesses;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;
import org.kartoteka.server.wiring.BucketSettings;
import org.kartoteka.server.wiring.SearchClusterSettings;
import tools.jackson.databind.JsonNode;

/**
 * Several nodes on real servers: one that answers and takes files, and two that read, of which one is killed with -9 in the
 * middle. In the end nothing is lost, nothing is there twice, everything verifies and the index is what the events say.
 *
 * <p>Runs where asked to, since it wants a machine to itself: {@code ./kartoteka test -pl server -am -Dtest=ClusterTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dkartoteka.cluster.scans=6}; a long one with {@code -Dkartoteka.scans=FOLDER
 * -Dkartoteka.cluster.scans=200}. One node and what befalls its servers is in every build: {@link ClusterFaultsTest}.
 */
@EnabledIfSystemProperty(named = "kartoteka.cluster.scans", matches = "\\d+")
@Timeout(3_600)
@ExtendWith(ElasticsearchServer.class)
final class ClusterTest {
    private static final int SCANS = Integer.getInteger("kartoteka.cluster.scans", 6);
    private static final Duration READING_MAX = Duration.ofMinutes(SCANS <= 12 ? 5 : 50);

    /** Short, since the dead node's work rests so long. */
    private static final String LEASE = "node.lease-seconds=8";

    @TempDir
    Path folder;

    private final ArchiveProof proof = new ArchiveProof();

    @Test
    void nothingIsLostOrDoubledWhenAWorkerIsKilledInTheMiddle(LocalElasticsearch search) throws Exception {
        try (ClusterServers servers = ClusterServers.start(folder, search);
                NodeProcesses cluster = new NodeProcesses(folder, servers.settings())) {
            ServiceProcess door = cluster.launch("door", "api,intake", LEASE);
            RestCaller rest = new RestCaller(door.awaitReady(), door.data());
            ServiceProcess first = cluster.launch("worker-1", "worker", "workers.count=1", LEASE);
            ServiceProcess second = cluster.launch("worker-2", "worker", "workers.count=1", LEASE);
            first.awaitReady();
            second.awaitReady();

            List<Path> scans = scans();
            for (int i = 0; i < SCANS; i++) {
                Path scan = scans.get(i % scans.size());
                String name = i + "-" + scan.getFileName();
                proof.dropped(name, scan);
                cluster.drop(scan, name);
            }
            door.await("a third to be archived", READING_MAX, () -> ended(rest) >= SCANS / 3);
            assertThat(ended(rest)).as("some are still to be read").isLessThan(SCANS);
            first.kill();
            door.await("all to be archived", READING_MAX, () -> ended(rest) == SCANS);
            door.await(
                    "all files to be let go",
                    READING_MAX,
                    () -> ArchiveProof.files(cluster.shared().resolve("taken")).isEmpty());
            door.await("all to be indexed", READING_MAX, () -> waitingForTheIndex(rest) == 0);
            cluster.launch("worker-1", "worker", "workers.count=1", LEASE).awaitReady();

            JsonNode total = rest.json("/api/v1/intake/balance").path("total");
            assertThat(total.path("seen").asInt()).isEqualTo(SCANS);
            assertThat(rest.json("/api/v1/search?q=").path("total").asInt()).isPositive();
            cluster.node("worker-1").stop();
            second.stop();
            door.stop();
            Settings settings = SettingsFile.read(door.data().resolve("kartoteka.properties"));
            try (S3ObjectStore store = BucketSettings.open(settings.s3());
                    ElasticsearchIndex index = SearchClusterSettings.open(settings)) {
                proof.prove(store, index, cluster.shared().resolve("done"), "cluster test, a worker killed");
            }
        }
    }

    private static long waitingForTheIndex(RestCaller rest) {
        return rest.json("/api/v1/status").path("indexing").path("waiting").asLong();
    }

    private static long ended(RestCaller rest) {
        JsonNode today = rest.json("/api/v1/status").path("today");
        return today.path("archived").asLong()
                + today.path("duplicate").asLong()
                + today.path("quarantined").asLong();
    }

    /** The small ones first, so that the short version is short. */
    private static List<Path> scans() throws IOException {
        Path samples = ServiceProcess.root().resolve("ocr-models/samples");
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("kartoteka.scans", samples.toString())))) {
            return files.filter(file -> Stream.of(".json", ".md", ".tsv").noneMatch(file.toString()::endsWith))
                    .sorted(Comparator.comparingLong(ClusterTest::sizeBytes).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static long sizeBytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
