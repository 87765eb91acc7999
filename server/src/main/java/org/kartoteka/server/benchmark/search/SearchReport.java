package org.kartoteka.server.benchmark.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Says how good the search is, for people and for programs. */
public final class SearchReport {
    private static final double WEAK = 0.5;
    private static final int WEAK_MAX = 40;

    private final List<Run> runs = new ArrayList<>();

    /** Scores of one engine over one collection, read in one way. */
    record Run(String engine, String collection, int documents, String reading, SearchScores scores) {}

    public void add(String engine, SearchBenchmark benchmark, Reading reading, SearchScores scores) {
        runs.add(new Run(engine, benchmark.collection(), benchmark.documents(), reading.title(), scores));
    }

    /** Writes {@code search.md} and {@code search.json}. */
    public void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("search.md"), markdown(), StandardCharsets.UTF_8);
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        List<RunFigures> figures = runs.stream().map(SearchReport::figures).toList();
        Files.writeString(
                folder.resolve("search.json"), json.writeValueAsString(figures) + "\n", StandardCharsets.UTF_8);
    }

    /** What {@code search.json} tells of a run. */
    record RunFigures(
            String engine,
            String collection,
            int documents,
            String reading,
            Figures all,
            Map<String, Figures> kinds,
            Map<String, Figures> languages) {}

    /** Rounded to four places; shares are 0 to 1. */
    record Figures(int queries, double ndcg, double meanReciprocalRank, double recall, double zeroHits) {
        static Figures of(SearchScores scores) {
            return new Figures(
                    scores.answers().size(),
                    rounded(scores.ndcg()),
                    rounded(scores.meanReciprocalRank()),
                    rounded(scores.recall()),
                    rounded(scores.zeroHits()));
        }

        private static double rounded(double value) {
            return Math.round(value * 10_000) / 10_000.0;
        }
    }

    private static RunFigures figures(Run run) {
        return new RunFigures(
                run.engine(),
                run.collection(),
                run.documents(),
                run.reading(),
                Figures.of(run.scores()),
                parts(run.scores(), SearchScores.Answer::kind),
                parts(run.scores(), SearchScores.Answer::language));
    }

    private static Map<String, Figures> parts(SearchScores scores, Function<SearchScores.Answer, String> property) {
        Map<String, Figures> parts = new LinkedHashMap<>();
        for (String value : scores.values(property)) {
            parts.put(
                    value,
                    Figures.of(scores.where(answer -> property.apply(answer).equals(value))));
        }
        return parts;
    }

    /** All figures as a page. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# Search\n\n`./kartoteka benchmark search [FOLDER]`: ")
                .append("[judged queries](search/README.md) over texts that are known.\n");
        if (runs.stream().map(Run::engine).distinct().count() == 1) {
            text.append("Of the two engines only ")
                    .append(runs.getFirst().engine())
                    .append(" was asked: no address of an Elasticsearch was given.\n");
        }
        text.append(
                        "\n*As written*: without an error of recognition. *Misread*: one letter in fifty misread, lost or torn")
                .append(" apart, one field in ten not found, the same ones every time.\n\n");
        text.append("| engine | collection | read | queries | nDCG@10 | MRR | found of what could be in the first ten")
                .append(" | no hit | median ms |\n|---|---|---|---|---|---|---|---|---|\n");
        for (Run run : runs) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s, %d documents | %s | %s | %.1f |%n",
                    run.engine(),
                    run.collection(),
                    run.documents(),
                    run.reading(),
                    cells(run.scores()),
                    run.scores().medianMilliseconds()));
        }
        List<String> engines = runs.stream().map(Run::engine).distinct().toList();
        for (String engine : engines) {
            for (Reading reading : Reading.values()) {
                SearchScores scores = SearchScores.together(runs.stream()
                        .filter(run ->
                                run.engine().equals(engine) && run.reading().equals(reading.title()))
                        .map(Run::scores));
                if (!scores.answers().isEmpty()) {
                    text.append("\n## ").append(engine).append(", ").append(reading.title());
                    table(text, "kind", scores, SearchScores.Answer::kind);
                    table(text, "language", scores, SearchScores.Answer::language);
                    weak(text, scores);
                }
            }
        }
        return text.toString();
    }

    private static void table(
            StringBuilder text, String title, SearchScores scores, Function<SearchScores.Answer, String> property) {
        text.append("\n\n| ").append(title);
        text.append(" | queries | nDCG@10 | MRR | found of what could be in the first ten | no hit |\n");
        text.append("|---|---|---|---|---|---|");
        for (String value : scores.values(property)) {
            SearchScores part = scores.where(answer -> property.apply(answer).equals(value));
            text.append(String.format(Locale.ROOT, "%n| %s | %s |", value, cells(part)));
        }
    }

    private static void weak(StringBuilder text, SearchScores scores) {
        List<SearchScores.Answer> weak =
                scores.where(answer -> answer.ndcg() < WEAK).answers();
        text.append("\n\nBelow ").append(WEAK).append(": ").append(weak.size()).append(" queries.\n");
        for (SearchScores.Answer answer : weak.subList(0, Math.min(WEAK_MAX, weak.size()))) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n- %s, %s: `%s` %.2f, %d hits",
                    answer.language(),
                    answer.kind(),
                    answer.typed(),
                    answer.ndcg(),
                    answer.total()));
        }
        text.append("\n");
    }

    private static String cells(SearchScores scores) {
        return String.format(
                Locale.ROOT,
                "%d | %.3f | %.3f | %.3f | %.1f %%",
                scores.answers().size(),
                scores.ndcg(),
                scores.meanReciprocalRank(),
                scores.recall(),
                100 * scores.zeroHits());
    }
}
