package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.lucene.LuceneEntries;

/**
 * Kills the service with -9 at random moments while scans are dropped, starts it again each time, and proves in the end that
 * nothing was lost, nothing is there twice and everything verifies.
 *
 * <p>The build runs a short version. The long one: {@code ./kartoteka test -pl server -am -Dtest=CrashProofTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dkartoteka.crash.kills=50 -Dkartoteka.scans=FOLDER}.
 */
final class CrashProofTest {
    private static final int KILLS = Integer.getInteger("kartoteka.crash.kills", 4);
    private static final long SEED = Long.getLong("kartoteka.crash.seed", 20_261_122L);
    private static final Duration READING_MAX = Duration.ofMinutes(20);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<String, Digest> dropped = new HashMap<>();

    @Test
    void nothingIsLostOrDoubledHoweverOftenTheServiceIsKilled() throws IOException {
        System.out.printf("crash test: %d kills, seed %d%n", KILLS, SEED);
        Path data = folder.resolve("data");
        ServiceProcess.prepare(
                data, "intake.stable-milliseconds=300", "intake.incomplete-seconds=3", "intake.empty-seconds=1");
        List<Path> scans = scans();

        int next = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ServiceProcess service = ServiceProcess.launch(data)) {
                boolean duringStart = random.nextInt(5) == 0;
                if (!duringStart) {
                    service.awaitReady();
                }
                int until = scans.size() * kill / KILLS;
                for (; next < until; next++) {
                    drop(scans.get(next), service.inbox());
                    service.runFor(Duration.ofMillis(random.nextInt(150)));
                }
                service.runFor(Duration.ofMillis(random.nextInt(duringStart ? 2500 : 6000)));
                service.kill();
            }
        }
        try (ServiceProcess service = ServiceProcess.launch(data)) {
            service.awaitReady();
            service.await("all files to be settled", READING_MAX, () -> isSettled(data));
            assertThat(service.stop())
                    .as("exit code of a graceful stop: %s", service.tail())
                    .isIn(0, 143);
        }

        proveThatNothingIsLost(data);
    }

    private void proveThatNothingIsLost(Path data) throws IOException {
        String seed = "seed " + SEED;
        Archive archive =
                Archive.open(FilesystemObjectStore.open(data.resolve("archive")), (kind, id) -> {}, Instant::now);
        Map<String, Batch> byName = new HashMap<>();
        Map<Digest, BatchId> owners = new HashMap<>();
        Set<String> documents = new HashSet<>();
        for (Batch batch : allBatches(archive)) {
            String name = archive.batches().arrival(batch.id()).fileName();
            assertThat(byName.put(name, batch))
                    .as("%s: %s has two batches", seed, name)
                    .isNull();
            assertThat(batch.state())
                    .as("%s: state of %s", seed, name)
                    .isIn(Batch.State.ARCHIVED, Batch.State.DUPLICATE);
            Digest original = batch.original().orElseThrow();
            assertThat(original).as("%s: bytes of %s", seed, name).isEqualTo(dropped.get(name));
            if (batch.state() == Batch.State.ARCHIVED) {
                assertThat(owners.put(original, batch.id()))
                        .as("%s: %s archived twice", seed, name)
                        .isNull();
                batch.division().forEach(planned -> documents.add(planned.id().value()));
            }
        }
        assertThat(byName.keySet()).as(seed).isEqualTo(dropped.keySet());
        assertThat(filesBelow(data.resolve("done")))
                .as("%s: files in done", seed)
                .hasSize(dropped.size());

        List<Finding> findings = new ArrayList<>();
        ArchiveVerifier.Report report;
        try (LuceneEntries index = LuceneEntries.open(data.resolve("index"))) {
            report = archive.verifier().verify(Optional.of(index), findings::add);
        }
        assertThat(findings).as(seed).isEmpty();
        assertThat(report.documents()).as(seed).isEqualTo(documents.size());
        System.out.printf("crash test: %d files, %s%n", dropped.size(), report);
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

    /** Drops as people do: mostly by a move, sometimes written in place, bit by bit. */
    private void drop(Path scan, Path inbox) throws IOException {
        Files.createDirectories(inbox.resolve("post"));
        String name = dropped.size() + "-" + scan.getFileName();
        dropped.put(name, digest(scan));
        Path target = inbox.resolve("post").resolve(name);
        if (random.nextInt(4) == 0) {
            byte[] bytes = Files.readAllBytes(scan);
            try (var out = Files.newOutputStream(target)) {
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
            }
            return;
        }
        Path hidden = inbox.resolve("post").resolve("." + name + ".part");
        Files.copy(scan, hidden);
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isSettled(Path data) {
        return filesBelow(data.resolve("inbox")).isEmpty()
                && filesBelow(data.resolve("taken")).isEmpty()
                && filesBelow(data.resolve("archive/todo")).isEmpty();
    }

    private static List<Path> filesBelow(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            // a file moved on while the tree was read: not settled yet
            return List.of(folder);
        }
    }

    private static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in);
        }
    }

    private static List<Path> scans() throws IOException {
        Path from = Path.of(System.getProperty(
                "kartoteka.scans",
                ServiceProcess.root().resolve("ocr-models/samples").toString()));
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(file -> !file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
    }
}
