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
    private final int workers;
    final Scores ours = new Scores();
    final Scores yardstick = new Scores();
    String recipe = "";
    String yardstickVersion = "";
    int pages;
    double seconds;
    double cpuSeconds;
    long imageBytes;
    int documents;
    int typesRight;
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
        values.put("documents", documents);
        values.put("typesRight", typesRight);
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

    private String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Reading\n\nRecipe ").append(recipe);
        line(text, ", %d worker processes.%n%n", workers);
        speed(text);
        line(text, "Mean size of a page image: %d KB.%n%n", imageBytes / Math.max(1, pages) / 1000);
        text.append("| what | count |\n|---|---|\n");
        ours.counts().forEach((name, count) -> line(text, "| %s | %s |%n", name, count));
        line(text, "| documents | %d |%n| typesRight | %d |%n%n", documents, typesRight);
        text.append("| pages | n | CER | CER, mean of pages | WER | CER of tesseract | WER of tesseract |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        ours.groups().forEach((name, group) -> row(text, name, group));
        return text.toString();
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

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
