package org.kartoteka.server.benchmark.scale;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Says what was measured, for people and for programs. */
final class ScaleReport {
    private ScaleReport() {}

    static void write(List<ScaleFigures> figures, Path folder) throws IOException {
        Files.writeString(folder.resolve("scale.md"), markdown(figures), StandardCharsets.UTF_8);
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(
                folder.resolve("scale.json"), json.writeValueAsString(figures) + "\n", StandardCharsets.UTF_8);
    }

    static String markdown(List<ScaleFigures> figures) {
        StringBuilder text = new StringBuilder("""
                # Search in a large archive

                `./kartoteka benchmark scale`, embedded engine, %d processors, heap of %d MB. The archive is made up: six languages, words by Zipf's law, pages, fields
                and fingerprints as real documents have them. Each answer has twenty hits with marked passages and all counts. Times in milliseconds.

                The yardstick asks plain Lucene for the same words in the same index: no other forms, no errors forgiven, no filters, no counts, no passages, and hits
                not counted to the end.

                | documents | indexed a second | index MB | index bytes per byte of text | p50 | p95 | p99 | plain Lucene p50 | p95 | ratio p50 | p95 | eight users p50 | p95 | p99 | answers a second | not finished | without hit |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
                """.formatted(
                Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 20));
        for (ScaleFigures at : figures) {
            text.append(format(
                    "| %d | %.0f | %.0f | %.2f | %.1f | %.1f | %.1f | %.2f | %.2f | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f | %d | %d |%n",
                    at.documents(),
                    at.documentsPerSecond(),
                    at.indexBytes() / 1e6,
                    at.indexBytesPerTextByte(),
                    at.one().p50(),
                    at.one().p95(),
                    at.one().p99(),
                    at.bare().p50(),
                    at.bare().p95(),
                    at.one().p50() / at.bare().p50(),
                    at.one().p95() / at.bare().p95(),
                    at.eight().p50(),
                    at.eight().p95(),
                    at.eight().p99(),
                    at.eightPerSecond(),
                    at.unfinished(),
                    at.withoutHit()));
        }
        ScaleFigures last = figures.getLast();
        text.append(format(
                "%nOne user at %d documents, by kind of question:%n%n| question | asked | p50 | p95 | p99 | plain Lucene p50 | p95 |%n|---|---|---|---|---|---|---|%n",
                last.documents()));
        last.kinds()
                .forEach((kind, times) -> text.append(format(
                        "| %s | %d | %.1f | %.1f | %.1f | %.2f | %.2f |%n",
                        kind,
                        times.ours().count(),
                        times.ours().p50(),
                        times.ours().p95(),
                        times.ours().p99(),
                        times.bare().p50(),
                        times.bare().p95())));
        return text.toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
