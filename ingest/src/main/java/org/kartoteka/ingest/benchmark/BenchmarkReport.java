package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;
import tools.jackson.databind.json.JsonMapper;

/** Figures of one run, as JSON and as a Markdown table. */
final class BenchmarkReport {
    private static final int WORST_PAGES = 10;

    private final int workers;
    final Scores ours = new Scores();
    final Scores yardstick = new Scores();
    String recipe = "";
    Speed speed = new Speed("Kartoteka", 0, 0, 0);
    final List<Speed> yardstickSpeeds = new ArrayList<>();
    long imageBytes;
    long workerMemoryMax;
    Map<RestartCause, Long> workerRestarts = Map.of();
    final DocumentScores documents = new DocumentScores();

    BenchmarkReport(int workers) {
        this.workers = workers;
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("reading.md"), markdown());
        Files.writeString(
                folder.resolve("reading.json"),
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(values()) + "\n");
    }

    void print(PrintStream out) {
        out.print(markdown());
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("recipe", recipe);
        values.put("workers", workers);
        values.put("speed", speed(speed));
        values.put(
                "yardstickSpeeds",
                yardstickSpeeds.stream().map(BenchmarkReport::speed).toList());
        values.put("counts", ours.counts());
        values.put("workerMemoryMaxBytes", workerMemoryMax);
        values.put("workerRestarts", new TreeMap<>(workerRestarts));
        values.put("documents", documents.counts());
        values.put("typeConfusion", documents.confusion());
        values.put("typeReliability", documents.reliability());
        values.put("typeThresholds", documents.thresholds());
        values.put("fields", fields());
        values.put("errors", rates(ours));
        values.put("yardstickErrors", rates(yardstick));
        return values;
    }

    private static Map<String, Object> speed(Speed speed) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("program", speed.program());
        values.put("pages", speed.pages());
        values.put("seconds", speed.seconds());
        values.put("cpuSeconds", speed.cpuSeconds());
        values.put("pagesPerMinute", speed.pagesPerMinute());
        return values;
    }

    private static Map<String, Object> rates(Scores scores) {
        Map<String, Object> rates = new LinkedHashMap<>();
        scores.groups()
                .forEach((name, group) -> rates.put(
                        name,
                        Map.of(
                                "pages", group.pages(),
                                "characterErrorRate", group.characterRate(),
                                "meanPageCharacterErrorRate", group.meanCharacterRate(),
                                "wordErrorRate", group.wordRate())));
        return rates;
    }

    private Map<String, Object> fields() {
        Map<String, Object> groups = new LinkedHashMap<>();
        documents.fields().forEach((group, fields) -> {
            Map<String, Object> rows = new LinkedHashMap<>();
            fields.forEach((name, found) -> rows.put(
                    name,
                    Map.of(
                            "inTruth", found.inTruth(),
                            "precision", share(found.precision()),
                            "recall", share(found.recall()),
                            "f1", found.f1())));
            groups.put(group, rows);
        });
        return groups;
    }

    /** JSON has no word for "not a number". */
    private static Object share(double share) {
        return Double.isNaN(share) ? "none" : share;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Reading\n\nRecipe ").append(recipe);
        line(text, ", %d worker processes.%n%n", workers);
        speed(text);
        line(
                text,
                "The most memory a worker held: %d MB, of those alive at the end; restarts of workers: %s.%n%n",
                workerMemoryMax / 1_000_000,
                workerRestarts.isEmpty() ? "none" : new TreeMap<>(workerRestarts));
        line(text, "Mean size of a page image: %d KB.%n%n", imageBytes / Math.max(1, speed.pages()) / 1000);
        text.append("| what | count |\n|---|---|\n");
        ours.counts().forEach((name, count) -> line(text, "| %s | %s |%n", name, count));
        documents.counts().forEach((name, count) -> line(text, "| %s | %s |%n", name, count));
        text.append('\n');
        text.append("| pages | n | CER | CER, mean of pages | WER | CER of tesseract | WER of tesseract |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        ours.groups().forEach((name, group) -> row(text, name, group));
        worst(text);
        new DocumentReport(documents).append(text);
        return text.toString();
    }

    private void worst(StringBuilder text) {
        text.append("\nThe worst pages:\n\n| file | page | scan | CER |\n|---|---|---|---|\n");
        for (Scores.PageErrors page : ours.worst(WORST_PAGES)) {
            line(
                    text,
                    "| %s | %d | %s | %.1f %% |%n",
                    page.file(),
                    page.page(),
                    page.degradation(),
                    100 * page.characters().rate());
        }
    }

    private void speed(StringBuilder text) {
        text.append("| | pages | pages/min | CPU s/page | Kartoteka against it, by the clock | by processor time |\n");
        text.append("|---|---|---|---|---|---|\n");
        speed(text, speed);
        yardstickSpeeds.forEach(other -> speed(text, other));
        text.append('\n');
    }

    private void speed(StringBuilder text, Speed one) {
        line(
                text,
                "| %s | %d | %.1f | %.2f | %.2f | %.2f |%n",
                one.program(),
                one.pages(),
                one.pagesPerMinute(),
                one.cpuSecondsPerPage(),
                speed.pagesPerMinute() / one.pagesPerMinute(),
                one.cpuSecondsPerPage() / speed.cpuSecondsPerPage());
    }

    private void row(StringBuilder text, String name, Scores.Group group) {
        Scores.Group other = yardstick.groups().get(name);
        line(
                text,
                "| %s | %d | %.2f %% | %.2f %% | %.1f %% | %s | %s |%n",
                name,
                group.pages(),
                100 * group.characterRate(),
                100 * group.meanCharacterRate(),
                100 * group.wordRate(),
                other == null ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * other.characterRate()),
                other == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * other.wordRate()));
    }

    static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
