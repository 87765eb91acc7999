package org.kartoteka.ingest.benchmark;

import static org.kartoteka.ingest.benchmark.BenchmarkReport.line;

import java.util.Locale;

/** The tables on documents: which type was taken for which, what a score is worth, and how each field fared. */
record DocumentReport(DocumentScores scores) {
    void append(StringBuilder text) {
        if (scores.documents() == 0) {
            return;
        }
        confusion(text);
        calibration(text);
        fields(text);
    }

    private void confusion(StringBuilder text) {
        text.append("\n## Types\n\nRows: the true type. Columns: what it was taken for.\n\n|  |");
        scores.types().forEach(type -> text.append(' ').append(type).append(" |"));
        text.append("\n|---|").append("---|".repeat(scores.types().size())).append('\n');
        scores.confusion().forEach((truth, row) -> {
            text.append("| ").append(truth).append(" |");
            scores.types()
                    .forEach(type -> text.append(' ')
                            .append(row.containsKey(type) ? row.get(type).toString() : "")
                            .append(" |"));
            text.append('\n');
        });
    }

    private void calibration(StringBuilder text) {
        text.append("\n| score of the type | documents | mean score | right |\n|---|---|---|---|\n");
        for (DocumentScores.Reliability row : scores.reliability()) {
            line(
                    text,
                    "| %.2f to %.2f | %d | %.3f | %.1f %% |%n",
                    row.from(),
                    row.to(),
                    row.documents(),
                    row.meanScore(),
                    100 * row.accuracy());
        }
        text.append("\n| review below | sent to review | right above |\n|---|---|---|\n");
        for (DocumentScores.Threshold row : scores.thresholds()) {
            line(
                    text,
                    "| %.2f | %.1f %% | %.1f %% |%n",
                    row.score(),
                    100 * row.shareBelow(),
                    100 * row.accuracyAbove());
        }
    }

    private void fields(StringBuilder text) {
        text.append("\n## Fields\n\nOf the true documents; a value counts when it is the normalised one.\n");
        scores.fields().forEach((group, fields) -> {
            text.append("\n| ")
                    .append(group)
                    .append(" | in truth | precision | recall | F1 |\n|---|---|---|---|---|\n");
            fields.forEach((name, found) -> line(
                    text,
                    "| %s | %d | %s | %s | %.3f |%n",
                    name,
                    found.inTruth(),
                    share(found.precision()),
                    share(found.recall()),
                    found.f1()));
        });
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.3f", share);
    }
}
