package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.lucene.LuceneEntries;
import org.kartoteka.server.process.HostileFiles.Fate;
import tools.jackson.databind.JsonNode;

/** Whatever is dropped, the service says what became of it, goes on, and reads the good file that comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BadInputTest {
    private static final Duration SETTLED_MAX = Duration.ofMinutes(4);
    private static final String GOOD = "lv-termination-01.tif";
    private static final String WHY = ".why.txt";
    private static final int WORKER_MEBIBYTES_MAX = 700;
    private static final int WORKER_MEBIBYTES_SLACK = 256;
    private static final Path PASSWORDS = Path.of("/etc/passwd");

    @TempDir
    static Path folder;

    /** What must become of each file, by its name as it stands in a URI: that is printable and keeps every byte. */
    private static final Map<String, Fate> dropped = new TreeMap<>();

    private static ServiceProcess service;
    private static RestCaller rest;
    private static Path data;
    private static long workerBytesPeak;

    @BeforeAll
    static void dropEverything() throws IOException {
        data = folder.resolve("data");
        ServiceProcess.prepare(
                data,
                "intake.stable-milliseconds=300",
                "intake.incomplete-seconds=2",
                "intake.empty-seconds=1",
                "workers.page-timeout-seconds=30",
                "workers.resident-mebibytes-max=" + WORKER_MEBIBYTES_MAX,
                "workers.count=2");
        service = ServiceProcess.launch(data);
        rest = new RestCaller(service.awaitReady(), data);
        Path post = Files.createDirectories(service.inbox().resolve("post"));
        for (HostileFiles.HostileFile file : HostileFiles.all(folder)) {
            drop(file, post);
        }
        dropSpecialFiles(post);
        Path sample = ServiceProcess.root().resolve("ocr-models/samples").resolve(GOOD);
        byte[] name = GOOD.getBytes(StandardCharsets.UTF_8);
        drop(new HostileFiles.HostileFile(name, Files.readAllBytes(sample), Fate.ARCHIVED), post);
        service.await("everything to be settled", SETTLED_MAX, BadInputTest::isSettled);
        printOutcomes();
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void everyFileIsInExactlyOneOfDoneAndRefused() {
        Map<String, Path> done = named(data.resolve("done"));
        Map<String, Path> refused = named(data.resolve("refused"));
        refused.keySet().removeIf(name -> name.endsWith(WHY));

        assertThat(done.keySet()).doesNotContainAnyElementsOf(refused.keySet());
        assertThat(Stream.concat(done.keySet().stream(), refused.keySet().stream()))
                .containsExactlyInAnyOrderElementsOf(dropped.keySet());
        dropped.forEach((name, fate) -> {
            if (fate != Fate.EITHER) {
                assertThat(fate == Fate.ARCHIVED ? done : refused)
                        .as("%s is %s", name, fate)
                        .containsKey(name);
            }
        });
    }

    @Test
    void everyRefusedFileHasASentenceBesideIt() {
        Map<String, Path> refused = named(data.resolve("refused"));

        refused.keySet().stream().filter(name -> !name.endsWith(WHY)).forEach(name -> {
            assertThat(refused).containsKey(name + WHY);
            assertThat(sentence(refused.get(name + WHY))).as(name).matches("\\p{Lu}.*\\s.*\\.");
        });
    }

    @Test
    void theBalanceHoldsEveryFileAndNothingWaits() {
        JsonNode total = rest.json("/api/v1/intake/balance").path("total");

        assertThat(total.path("seen").asInt()).isEqualTo(dropped.size());
        assertThat(total.path("waiting").asInt()).isZero();
        assertThat(total.path("duplicate").asInt()).isZero();
    }

    @Test
    void theServiceIsHealthyAfterwards() {
        assertThat(rest.json("/actuator/health").path("status").asString()).isEqualTo("UP");
    }

    @Test
    void theGoodFileThatCameLastIsFound() {
        JsonNode hits = search("Viestura Krāslava");

        assertThat(hits.findValuesAsString("fileName")).contains(GOOD);
    }

    @Test
    void thePageThatNeededTooMuchMemorySaysWhyItHasNoText() {
        List<JsonNode> failures = new ArrayList<>();
        for (JsonNode hit : search("")) {
            if (hit.path("fileName").asString().equals("dense.png")) {
                String page = "/api/v1/documents/%s/pages/1/text";
                failures.add(rest.json(page.formatted(hit.path("document").asString()))
                        .path("failure"));
            }
        }

        assertThat(failures).singleElement().satisfies(failure -> {
            System.out.println("bad input: dense.png " + failure);
            assertThat(failure.path("sentence").asString()).isNotBlank();
        });
    }

    @Test
    void noFileWasWrittenWhereAZipPointed() {
        assertThat(named(folder).keySet()).noneMatch(name -> name.startsWith("evil"));
    }

    @Test
    void noFileOfTheMachineWasReadIntoTheArchive() throws IOException {
        if (!Files.exists(PASSWORDS)) {
            System.out.println("bad input: no " + PASSWORDS + " here, so nothing could be read from it");
            return;
        }
        String line = Files.readAllLines(PASSWORDS, StandardCharsets.ISO_8859_1).getFirst();

        assertThat(search("\"" + line.replace(':', ' ') + "\"")).isEmpty();
        for (Path file : named(data).values()) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(text.contains(line)).as("%s holds it", file).isFalse();
            }
        }
    }

    @Test
    void markupInNamesAndTextsStaysTextOnThePages() {
        for (String page : List.of("/intake", "/?q=", "/?q=onerror", "/?q=number")) {
            var answer = rest.get(page);

            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .as(page)
                    .doesNotContain("<img src=x");
        }
        String found = new String(rest.get("/?q=number").body(), StandardCharsets.UTF_8);
        assertThat(found).contains("&lt;img src=x onerror=alert(1)&gt;.txt");
    }

    @Test
    void noWorkerHeldMoreMemoryThanAllowed() {
        // a worker that passes the limit is ended at the next look, a moment later
        assertThat(workerBytesPeak >> 20).isLessThanOrEqualTo(WORKER_MEBIBYTES_MAX + WORKER_MEBIBYTES_SLACK);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void itStopsCleanlyAndEverythingVerifies() throws IOException {
        assertThat(service.stop()).as(service.tail()).isIn(0, 143);

        Archive archive =
                Archive.open(FilesystemObjectStore.open(data.resolve("archive")), (kind, id) -> {}, Instant::now);
        List<Finding> findings = new ArrayList<>();
        try (LuceneEntries index = LuceneEntries.open(data.resolve("index"))) {
            System.out.println("bad input: " + archive.verifier().verify(Optional.of(index), findings::add));
        }
        assertThat(findings).isEmpty();
    }

    /** As a program does that knows how: under a name for unfinished files, then by a move. */
    private static void drop(HostileFiles.HostileFile file, Path post) throws IOException {
        Path hidden = Files.write(post.resolve(".drop-" + dropped.size() + ".part"), file.content());
        try {
            Path target = child(post, file.name());
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
            dropped.put(name(target), file.fate());
        } catch (IOException | InvalidPathException e) {
            Files.delete(hidden);
            System.out.printf("bad input: left out %s: %s%n", HexFormat.of().formatHex(file.name()), e);
        }
    }

    private static void dropSpecialFiles(Path post) throws IOException {
        try {
            Files.createSymbolicLink(post.resolve("link.txt"), PASSWORDS);
            dropped.put("link.txt", Fate.REFUSED);
        } catch (IOException | UnsupportedOperationException e) {
            System.out.println("bad input: left out the symbolic link: " + e);
        }
        try {
            Process pipe = new ProcessBuilder("mkfifo", post.resolve("pipe.pdf").toString()).start();
            if (!pipe.waitFor(10, TimeUnit.SECONDS) || pipe.exitValue() != 0) {
                throw new IOException("mkfifo failed");
            }
            dropped.put("pipe.pdf", Fate.REFUSED);
        } catch (IOException e) {
            System.out.println("bad input: left out the pipe: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isSettled() {
        workerBytesPeak = Math.max(workerBytesPeak, workerBytes());
        return named(data.resolve("inbox")).isEmpty()
                && named(data.resolve("taken")).isEmpty()
                && named(data.resolve("archive/todo")).isEmpty()
                && rest.json("/api/v1/status").path("indexing").path("waiting").asInt() == 0;
    }

    /** What the largest process below the service held at most, where the system tells. */
    private static long workerBytes() {
        try (Stream<ProcessHandle> workers =
                ProcessHandle.of(service.pid()).stream().flatMap(ProcessHandle::descendants)) {
            return workers.mapToLong(worker -> peakBytes(worker.pid())).max().orElse(0);
        }
    }

    private static long peakBytes(long processId) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + processId + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static void printOutcomes() {
        Map<String, Path> refused = named(data.resolve("refused"));
        String restarts = new String(rest.get("/actuator/prometheus").body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("kartoteka_worker_restarts"))
                .collect(Collectors.joining(", "));
        System.out.printf("bad input: largest worker %d MiB; %s%n", workerBytesPeak >> 20, restarts);
        for (String name : dropped.keySet()) {
            String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
            String outcome = refused.containsKey(name) ? "refused  " + sentence(refused.get(name + WHY)) : "archived";
            System.out.printf("bad input: %-62s %s%n", shown, outcome);
        }
    }

    private static String sentence(Path why) {
        try {
            return Files.readAllLines(why).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode search(String words) {
        return rest.json("/api/v1/search?limit=50&q=" + RestCaller.encode(words))
                .path("hits");
    }

    /** Everything below the folder but folders, links not followed; empty where there is no such folder. */
    private static Map<String, Path> named(Path below) {
        Map<String, Path> found = new TreeMap<>();
        if (!Files.exists(below)) {
            return found;
        }
        try (Stream<Path> paths = Files.walk(below)) {
            paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> found.put(name(path), path));
        } catch (IOException | UncheckedIOException e) {
            // moved on while the tree was read
            found.put("?", below);
        }
        return found;
    }

    private static Path child(Path parent, byte[] name) {
        StringBuilder uri = new StringBuilder(parent.toUri().toString());
        for (byte b : name) {
            uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static String name(Path path) {
        String raw = path.toUri().getRawPath();
        return raw.substring(raw.lastIndexOf('/') + 1);
    }
}
