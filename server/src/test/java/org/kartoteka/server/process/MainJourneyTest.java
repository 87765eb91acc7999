package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.benchmark.ServiceProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job, from outside: real scans dropped in a folder are found by the words printed on them. */
final class MainJourneyTest {
    private static final Duration READING_MAX = Duration.ofMinutes(6);

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static RestCaller rest;
    private static List<Path> samples;

    @BeforeAll
    static void dropTheSamples() throws IOException {
        Path data = folder.resolve("data");
        ServiceProcess.prepare(
                data, "intake.stable-milliseconds=300", "intake.incomplete-seconds=3", "intake.empty-seconds=1");
        service = ServiceProcess.launch(data);
        rest = new RestCaller(service.awaitReady(), data);
        samples = samples();
        for (Path sample : samples) {
            Path target = service.inbox().resolve("post").resolve(String.valueOf(sample.getFileName()));
            Files.createDirectories(target.getParent());
            Path hidden = target.resolveSibling("." + target.getFileName() + ".part");
            Files.copy(sample, hidden);
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        }
        service.await("all samples to be archived", READING_MAX, () -> archived() == samples.size());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    @Test
    void everySampleIsFoundByAWordPrintedOnIt() throws IOException {
        List<String> missed = new ArrayList<>();
        for (Path sample : samples) {
            String word = rarestWord(truth(sample));
            if (hitsFor(word, sample).isEmpty()) {
                missed.add(sample.getFileName() + " by " + word);
            }
        }

        // recognition is not perfect on every degraded page; the benchmark owns the figures
        assertThat(missed).hasSizeLessThanOrEqualTo(samples.size() / 6);
    }

    @Test
    void theHitIsMarkedOnThePageImage() {
        JsonNode hit = rest.json("/api/v1/search?q=" + RestCaller.encode("līgums"))
                .path("hits")
                .get(0);
        String id = hit.path("document").asString();
        int page = hit.path("snippets").get(0).path("page").asInt();

        JsonNode boxes =
                rest.json("/api/v1/documents/%s/pages/%d/hits?q=%s".formatted(id, page, RestCaller.encode("līgums")));
        HttpResponse<byte[]> image = rest.get("/api/v1/documents/%s/pages/%d/image".formatted(id, page));

        assertThat(boxes.size()).isPositive();
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("Content-Type").orElse("")).startsWith("image/");
    }

    @Test
    void theOriginalComesBackByteForByteAlsoInRanges() throws IOException {
        for (Path sample : samples) {
            JsonNode hit = anyHit(sample);
            if (hit == null || sample.toString().endsWith(".eml")) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(sample);
            String path = "/api/v1/documents/" + hit.path("document").asString() + "/original";

            assertThat(rest.get(path).body()).isEqualTo(bytes);
            HttpResponse<byte[]> range = rest.get(path, "Range", "bytes=100-199");
            assertThat(range.statusCode()).isEqualTo(206);
            assertThat(range.body()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
        }
    }

    @Test
    void theSearchablePdfIsAPdf() {
        JsonNode hit =
                rest.json("/api/v1/search?q=type:termination").path("hits").get(0);

        byte[] pdf = rest.get("/api/v1/documents/" + hit.path("document").asString() + "/searchable.pdf")
                .body();

        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    void theBalanceOfTheDayHoldsEveryFile() {
        JsonNode total = rest.json("/api/v1/intake/balance").path("total");

        assertThat(total.path("seen").asInt()).isEqualTo(samples.size());
        assertThat(total.path("archived").asInt()).isEqualTo(samples.size());
    }

    @Test
    void nothingIsAnsweredWithoutSigningIn() throws IOException, InterruptedException {
        var http = java.net.http.HttpClient.newHttpClient();
        for (String path : List.of("/", "/intake", "/api/v1/search?q=a", "/api/v1/status", "/actuator/prometheus")) {
            var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(rest.base() + path))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .as(path)
                    .isIn(401, 403);
        }
    }

    @Test
    void healthAndMetricsSayHowItGoes() {
        assertThat(rest.json("/actuator/health").path("status").asString()).isEqualTo("UP");
        String metrics = new String(rest.get("/actuator/prometheus").body(), StandardCharsets.UTF_8);
        assertThat(metrics)
                .contains(
                        "kartoteka_pages_read",
                        "kartoteka_work_waiting",
                        "kartoteka_work_oldest_seconds",
                        "kartoteka_worker_restarts");
    }

    private static List<JsonNode> hitsFor(String words, Path sample) {
        JsonNode hits = rest.json("/api/v1/search?limit=50&q=" + RestCaller.encode(words))
                .path("hits");
        return StreamSupport.stream(hits.spliterator(), false)
                .filter(hit -> hit.path("fileName").asString().contains(String.valueOf(sample.getFileName())))
                .toList();
    }

    private static JsonNode anyHit(Path sample) {
        JsonNode all = rest.json("/api/v1/search?limit=100&q=");
        return StreamSupport.stream(all.path("hits").spliterator(), false)
                .filter(hit -> hit.path("fileName").asString().equals(String.valueOf(sample.getFileName())))
                .findFirst()
                .orElse(null);
    }

    /** Batches archived and searchable. */
    private static long archived() {
        JsonNode status = rest.json("/api/v1/status");
        return status.path("today").path("archived").asLong()
                - status.path("indexing").path("waiting").asLong();
    }

    /** The longest word of letters on the first page with text. */
    private static String rarestWord(JsonNode truth) {
        for (JsonNode page : truth.path("pages")) {
            String longest = Stream.of(page.path("text").asString("").split("[^\\p{L}]+"))
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
            if (!longest.isEmpty()) {
                return longest;
            }
        }
        throw new IllegalStateException("a sample without words");
    }

    private static JsonNode truth(Path sample) throws IOException {
        String name = String.valueOf(sample.getFileName());
        Path truth = sample.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".truth.json");
        return JsonMapper.shared().readTree(Files.readString(truth));
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(ServiceProcess.root().resolve("ocr-models/samples"))) {
            return files.filter(file -> !file.toString().endsWith(".json")
                            && !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
