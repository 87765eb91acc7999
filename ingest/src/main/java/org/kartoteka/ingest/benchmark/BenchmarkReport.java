package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Figures of one run, as JSON and as a Markdown table. */
final class BenchmarkReport {
    private static final int WORST_PAGES = 10;

    private final int workers;
    final Scores ours = new Scores();
    final Scores yardstick = new Scores();
    String recipe = "";
    String yardstickVersion = "";
    int pages;
    double seconds;
    double cpuSeconds;
    long imageBytes;
    long workerMemoryMax;
    final DocumentScores documents = new DocumentScores();
    int yardstickPages;
    double yardstickSeconds;
    double yardstickCpuSeconds;

    BenchmarkReport(int workers) {
        this.workers = workers;
    }

    private static double perMinute(int count, double seconds) {
        return seconds == 0 ? 0 : 60 * count / seconds;
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
        values.put("pages", pages);
        values.put("seconds", seconds);
        values.put("cpuSeconds", cpuSeconds);
        values.put("pagesPerMinute", perMinute(pages, seconds));
        values.put("counts", ours.counts());
        values.put("workerMemoryMaxBytes", workerMemoryMax);
        values.put("documents", documents.counts());
        values.put("typeConfusion", documents.confusion());
        values.put("typeReliability", documents.reliability());
        values.put("typeThresholds", documents.thresholds());
        values.put("fields", fields());
        values.put("errors", rates(ours));
        values.put("yardstick", yardstickVersion);
        values.put("yardstickPages", yardstickPages);
        values.put("yardstickSeconds", yardstickSeconds);
        values.put("yardstickCpuSeconds", yardstickCpuSeconds);
        values.put("yardstickPagesPerMinute", perMinute(yardstickPages, yardstickSeconds));
        values.put("yardstickErrors", rates(yardstick));
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
                            "precision", found.precision(),
                            "recall", found.recall(),
                            "f1", found.f1())));
            groups.put(group, rows);
        });
        return groups;
    }

    private String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Reading\n\nRecipe ").append(recipe);
        line(text, ", %d worker processes.%n%n", workers);
        speed(text);
        line(text, "The most memory a worker held: %d MB.%n%n", workerMemoryMax / 1_000_000);
        line(text, "Mean size of a page image: %d KB.%n%n", imageBytes / Math.max(1, pages) / 1000);
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
        text.append("| | pages | pages/min | CPU s/page |\n|---|---|---|---|\n");
        line(
                text,
                "| Kartoteka | %d | %.1f | %.2f |%n",
                pages,
                perMinute(pages, seconds),
                cpuSeconds / Math.max(1, pages));
        if (yardstickPages > 0) {
            line(
                    text,
                    "| %s, right language and orientation given | %d | %.1f | %.2f |%n",
                    yardstickVersion,
                    yardstickPages,
                    perMinute(yardstickPages, yardstickSeconds),
                    yardstickCpuSeconds / yardstickPages);
            double ratio = perMinute(pages, seconds) / perMinute(yardstickPages, yardstickSeconds);
            double cpuRatio = yardstickCpuSeconds / yardstickPages / (cpuSeconds / pages);
            line(text, "%nRatio: %.2f by the clock, %.2f by processor time.%n", ratio, cpuRatio);
        }
        text.append('\n');
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
