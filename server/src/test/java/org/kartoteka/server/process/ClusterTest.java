package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.benchmark.NodeProcesses;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;
import org.kartoteka.server.wiring.ClusteredAdapters;

/**
 * Several nodes on real servers: one that answers and takes files, and two that read, of which one is killed with -9 in the
 * middle. In the end nothing is lost, nothing is there twice, everything verifies and the index is what the events say.
 *
 * <p>Runs where asked to, since it wants a machine to itself: {@code ./kartoteka test -pl server -am -Dtest=ClusterTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dkartoteka.cluster.scans=12}; a long one with {@code -Dkartoteka.scans=FOLDER
 * -Dkartoteka.cluster.scans=200}.
 */
@EnabledIfSystemProperty(named = "kartoteka.cluster.scans", matches = "\\d+")
@Timeout(3_600)
@ExtendWith(ElasticsearchServer.class)
final class ClusterTest {
    private static final int SCANS = Integer.getInteger("kartoteka.cluster.scans", 12);
    private static final Duration READING_MAX = Duration.ofMinutes(50);

    @TempDir
    Path folder;

    private final Map<String, Digest> dropped = new HashMap<>();

    @Test
    void nothingIsLostOrDoubledWhenAWorkerIsKilledInTheMiddle(LocalElasticsearch search) throws Exception {
        try (ClusterServers servers = ClusterServers.start(folder, search);
                NodeProcesses cluster = new NodeProcesses(folder, servers.settings())) {
            ServiceProcess door = cluster.launch("door", "api,intake");
            RestCaller rest = new RestCaller(door.awaitReady(), door.data());
            cluster.launch("worker-1", "worker", "workers.count=1").awaitReady();
            cluster.launch("worker-2", "worker", "workers.count=1").awaitReady();

            List<Path> scans = scans();
            for (int i = 0; i < SCANS; i++) {
                Path scan = scans.get(i % scans.size());
                String name = i + "-" + scan.getFileName();
                dropped.put(name, digest(scan));
                cluster.drop(scan, name);
            }
            door.await("a third to be archived", READING_MAX, () -> ended(rest) >= SCANS / 3);
            cluster.node("worker-1").kill();
            door.await("all to be archived", READING_MAX, () -> ended(rest) == SCANS);
            door.await("all files to be let go", READING_MAX, () -> count(cluster.shared(), "taken") == 0);
            door.await(
                    "all to be indexed",
                    READING_MAX,
                    () -> rest.json("/api/v1/status")
                                    .path("indexing")
                                    .path("waiting")
                                    .asLong()
                            == 0);
            cluster.launch("worker-1", "worker", "workers.count=1").awaitReady();

            assertThat(rest.json("/api/v1/intake/balance")
                            .path("total")
                            .path("seen")
                            .asInt())
                    .isEqualTo(SCANS);
            assertThat(rest.json("/api/v1/search?q=").path("total").asInt()).isPositive();
            cluster.node("worker-1").stop();
            cluster.node("worker-2").stop();
            door.stop();
            proveThatNothingIsLost(door.data(), cluster.shared());
        }
    }

    private void proveThatNothingIsLost(Path data, Path share) throws IOException {
        Settings settings = SettingsFile.read(data.resolve("kartoteka.properties"));
        try (S3ObjectStore store = ClusteredAdapters.openStore(settings);
                ElasticsearchIndex index = ClusteredAdapters.openIndex(settings)) {
            Archive archive = Archive.open(store, (_, _) -> {}, Instant::now);
            Map<Digest, BatchId> owners = new HashMap<>();
            Set<String> names = new HashSet<>();
            Set<String> documents = new HashSet<>();
            for (Batch batch : allBatches(archive)) {
                String name = archive.batches().arrival(batch.id()).fileName();
                assertThat(names.add(name)).as("%s has one batch", name).isTrue();
                assertThat(batch.state()).as(name).isIn(Batch.State.ARCHIVED, Batch.State.DUPLICATE);
                assertThat(batch.original()).as(name).contains(dropped.get(name));
                if (batch.state() == Batch.State.ARCHIVED) {
                    assertThat(owners.put(batch.original().orElseThrow(), batch.id()))
                            .as(name)
                            .isNull();
                    batch.division()
                            .forEach(planned -> documents.add(planned.id().value()));
                }
            }
            assertThat(names).isEqualTo(dropped.keySet());
            assertThat(count(share, "done")).isEqualTo(dropped.size());

            List<Finding> findings = new ArrayList<>();
            ArchiveVerifier.Report report = archive.verifier().verify(Optional.of(index), findings::add);
            assertThat(findings).isEmpty();
            assertThat(report.documents()).isEqualTo(documents.size());
            assertThat(index.size()).isEqualTo(documents.size());
            System.out.printf("cluster test: %d files, a worker killed, %s%n", dropped.size(), report);
        }
    }

    private static long ended(RestCaller rest) {
        var today = rest.json("/api/v1/status").path("today");
        return today.path("archived").asLong()
                + today.path("duplicate").asLong()
                + today.path("quarantined").asLong();
    }

    private static List<Batch> allBatches(Archive archive) {
        List<Batch> all = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            Optional<BatchId> after = Optional.empty();
            List<BatchId> page = archive.batches().ofDay(day, after, 100);
            while (!page.isEmpty()) {
                page.forEach(id -> all.add(archive.batches().find(id).orElseThrow()));
                after = Optional.of(page.getLast());
                page = archive.batches().ofDay(day, after, 100);
            }
        }
        return all;
    }

    /** Files below the folder that are no notes of ours. */
    private static long count(Path share, String name) {
        try (Stream<Path> files = Files.walk(share.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return -1;
        }
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(Files.readAllBytes(file));
    }

    private static List<Path> scans() throws IOException {
        Path samples = ServiceProcess.root().resolve("ocr-models/samples");
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("kartoteka.scans", samples.toString())))) {
            return files.filter(file -> Stream.of(".json", ".md", ".tsv").noneMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }
}
