package org.kartoteka.ingest.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.ComposeResult.Composed;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.benchmark.KnownScan.KnownDocument;

/**
 * Counts up what was understood of documents: where each begins and ends, its type, its fields. Type and fields are judged on the
 * true documents, so that a wrong division does not count three times. Not for several threads.
 */
final class DocumentScores {
    /** Names of fields that are looked for; what else the truth knows is left out. */
    static final Set<String> FIELDS = Set.of(
            "customerName",
            "customerNumber",
            "contractNumber",
            "caseReference",
            "invoiceNumber",
            "personalCode",
            "phone",
            "email",
            "date",
            "amount",
            "currency");

    private static final String FAILED = "(failed)";
    private static final Set<String> CLEAN = Set.of("none", "clean", "clean200");

    /** @param score of the type, 0 to 1 */
    private record Judged(double score, boolean right) {}

    /** What a score above a threshold is worth. */
    record Threshold(double score, double shareBelow, double accuracyAbove) {}

    /** How often types of about this score were right. */
    record Reliability(double from, double to, int documents, double meanScore, double accuracy) {}

    /** How a field fared: found rightly, found wrongly, missed. */
    static final class Found {
        private int right;
        private int wrong;
        private int missed;

        /** NaN where none was found. */
        double precision() {
            return (double) right / (right + wrong);
        }

        /** NaN where none is to be found. */
        double recall() {
            return (double) right / (right + missed);
        }

        double f1() {
            return 2.0 * right / Math.max(1, 2 * right + wrong + missed);
        }

        int inTruth() {
            return right + missed;
        }
    }

    private final Map<String, Map<String, Integer>> confusion = new TreeMap<>();
    private final List<Judged> judged = new ArrayList<>();
    private final Map<String, Map<String, Found>> fields = new TreeMap<>();
    private int files;
    private int filesDividedRightly;

    /**
     * @param found numbers of the pages of each document
     */
    void addDivision(KnownScan scan, List<List<Integer>> found) {
        files++;
        filesDividedRightly +=
                found.equals(scan.documents().stream().map(KnownDocument::pages).toList()) ? 1 : 0;
    }

    void addDocument(KnownScan scan, KnownDocument known, Composed composed) {
        Map<String, String> found = new HashMap<>();
        for (Field field : composed.fields()) {
            found.put(field.name(), field.value());
        }
        add(scan, known, composed.type(), composed.typeScore(), found);
    }

    /** A document that could not be understood: its type is wrong, and its fields are missed. */
    void addFailure(KnownScan scan, KnownDocument known) {
        add(scan, known, FAILED, 0, Map.of());
    }

    private void add(KnownScan scan, KnownDocument known, String type, double score, Map<String, String> found) {
        confusion.computeIfAbsent(known.type(), _ -> new TreeMap<>()).merge(type, 1, Integer::sum);
        judged.add(new Judged(score, known.type().equals(type)));
        for (String group : List.of("all", CLEAN.contains(scan.degradation()) ? "clean" : "degraded")) {
            for (String name : FIELDS) {
                if (!known.overlaid().contains(name)) {
                    count(group, name, known.fields().get(name), found.get(name));
                }
            }
        }
    }

    private void count(String group, String name, @Nullable String truth, @Nullable String value) {
        for (String row : List.of(name, "all fields")) {
            Found counts = fields.computeIfAbsent(group, _ -> new TreeMap<>()).computeIfAbsent(row, _ -> new Found());
            boolean right = truth != null && value != null && same(truth, value);
            counts.right += right ? 1 : 0;
            counts.wrong += value != null && !right ? 1 : 0;
            counts.missed += truth != null && !right ? 1 : 0;
        }
    }

    /** Whether two normalised values are the same; of sums, whether they are as large. */
    static boolean same(String truth, String value) {
        if (truth.matches("\\d+(\\.\\d+)?") && value.matches("\\d+(\\.\\d+)?") && truth.length() < 12) {
            return new BigDecimal(truth).compareTo(new BigDecimal(value)) == 0;
        }
        return truth.equals(value);
    }

    /** Documents whose type is known. */
    int documents() {
        return judged.size();
    }

    int typesRight() {
        return (int) judged.stream().filter(Judged::right).count();
    }

    int files() {
        return files;
    }

    int filesDividedRightly() {
        return filesDividedRightly;
    }

    /** True type, to how often it was taken for which. */
    Map<String, Map<String, Integer>> confusion() {
        return confusion;
    }

    /** All types that occur, true or taken for. */
    Set<String> types() {
        Set<String> types = new TreeSet<>(confusion.keySet());
        confusion.values().forEach(row -> types.addAll(row.keySet()));
        return types;
    }

    /** By group of scans ({@code all}, {@code clean}, {@code degraded}) and field. */
    Map<String, Map<String, Found>> fields() {
        return fields;
    }

    List<Threshold> thresholds() {
        List<Threshold> thresholds = new ArrayList<>();
        for (double score : new double[] {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99}) {
            List<Judged> above =
                    judged.stream().filter(one -> one.score >= score).toList();
            thresholds.add(
                    new Threshold(score, 1 - (double) above.size() / Math.max(1, judged.size()), accuracy(above)));
        }
        return thresholds;
    }

    List<Reliability> reliability() {
        List<Reliability> rows = new ArrayList<>();
        double[] borders = {0, 0.5, 0.7, 0.9, 0.99, 1.0001};
        for (int i = 0; i + 1 < borders.length; i++) {
            double from = borders[i];
            double to = borders[i + 1];
            List<Judged> within = judged.stream()
                    .filter(one -> one.score >= from && one.score < to)
                    .toList();
            if (!within.isEmpty()) {
                double mean =
                        within.stream().mapToDouble(Judged::score).average().orElse(0);
                rows.add(new Reliability(from, Math.min(1, to), within.size(), mean, accuracy(within)));
            }
        }
        return rows;
    }

    private static double accuracy(List<Judged> some) {
        return some.isEmpty() ? 1 : (double) some.stream().filter(Judged::right).count() / some.size();
    }

    /** Counts by name, in the order of the report. */
    Map<String, Number> counts() {
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.put("documents", documents());
        counts.put("typesRight", typesRight());
        counts.put("filesOfOneDocumentOrMore", files);
        counts.put("filesDividedRightly", filesDividedRightly);
        return counts;
    }
}
