package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    private final ArchiveProof proof = new ArchiveProof();

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
        try (FilesystemObjectStore store = FilesystemObjectStore.open(data.resolve("archive"));
                LuceneEntries index = LuceneEntries.open(data.resolve("index"))) {
            proof.prove(store, index, data.resolve("done"), "crash test, seed " + SEED);
        }
    }

    /** Drops as people do: mostly by a move, sometimes written in place, bit by bit. */
    private void drop(Path scan, Path inbox) throws IOException {
        Files.createDirectories(inbox.resolve("post"));
        String name = proof.count() + "-" + scan.getFileName();
        proof.dropped(name, scan);
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
        return ArchiveProof.files(data.resolve("inbox")).isEmpty()
                && ArchiveProof.files(data.resolve("taken")).isEmpty()
                && ArchiveProof.files(data.resolve("archive/todo")).isEmpty();
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
