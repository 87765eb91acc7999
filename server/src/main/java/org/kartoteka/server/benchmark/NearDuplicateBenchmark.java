package org.kartoteka.server.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.likeness.Likeness;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.benchmark.ScansReadAgain;
import org.kartoteka.ingest.benchmark.ScansReadAgain.ReadScan;
import org.kartoteka.server.lucene.LuceneSearchIndex;

/**
 * How many scans of the same sheets are recognised as such, and how many others are taken for them: every scan and five copies
 * of it are read, and each is compared with every other. Besides, each copy is looked up in an index of the scans, as the
 * service does.
 */
public final class NearDuplicateBenchmark {
    /** As many as the service compares. */
    private static final int LOOKED_UP = 6;

    private final Path scans;
    private final Path models;
    private final Path work;
    private final int workers;

    public NearDuplicateBenchmark(Path scans, Path models, Path work, int workers) {
        this.scans = scans;
        this.models = models;
        this.work = work;
        this.workers = workers;
    }

    private record Copy(ReadScan scan, DocumentId id, List<PageText> pages) {
        boolean sameSheetsAs(Copy other) {
            return scan.sheets().equals(other.scan.sheets());
        }
    }

    /** Of one kind of copy. */
    private static final class Counts {
        private int right;
        private int missed;
        private int wrong;
        private int lookedUp;
        private int found;
        private int hinted;
        private int wronglyHinted;
    }

    /** Measures, and writes {@code near-duplicates.md}; what was decided wrongly is told as it is found. */
    public void run(Path report, PrintStream progress) throws IOException {
        List<Copy> copies = new ArrayList<>();
        try (ScansReadAgain reader = ScansReadAgain.open(models, work, workers)) {
            for (ReadScan scan : reader.read(scans, progress)) {
                String id = String.format(Locale.ROOT, "20011005-090000000-%010x-0001", copies.size());
                copies.add(new Copy(scan, new DocumentId(id), pages(scan)));
            }
        }
        Map<String, Counts> counts = new TreeMap<>();
        compareAll(copies, counts, progress);
        lookUp(copies, counts, progress);
        String text = text(copies, counts);
        Files.writeString(report.resolve("near-duplicates.md"), text, StandardCharsets.UTF_8);
        progress.print(text);
    }

    private static void compareAll(List<Copy> copies, Map<String, Counts> counts, PrintStream progress) {
        for (int i = 0; i < copies.size(); i++) {
            for (int j = i + 1; j < copies.size(); j++) {
                Copy one = copies.get(i);
                Copy other = copies.get(j);
                Optional<Likeness> likeness = Likeness.between(one.pages, other.pages);
                if (one.sameSheetsAs(other) == likeness.isPresent()) {
                    count(one, other, counts).right += likeness.isPresent() ? 1 : 0;
                } else if (likeness.isPresent()) {
                    count(one, other, counts).wrong++;
                    progress.println(
                            "taken for the same: " + one.scan.name() + " | " + other.scan.name() + " " + likeness);
                } else {
                    count(one, other, counts).missed++;
                    progress.println("not recognised: " + one.scan.name() + " | " + other.scan.name());
                }
            }
        }
    }

    private static Counts count(Copy one, Copy other, Map<String, Counts> counts) {
        String kind = one.scan.copy().equals("scanned") ? other.scan.copy() : "two copies";
        return counts.computeIfAbsent(kind, _ -> new Counts());
    }

    private void lookUp(List<Copy> copies, Map<String, Counts> counts, PrintStream progress) throws IOException {
        try (LuceneSearchIndex index = LuceneSearchIndex.open(work.resolve("index"))) {
            index.put(copies.stream()
                    .filter(copy -> copy.scan.copy().equals("scanned"))
                    .map(NearDuplicateBenchmark::entry)
                    .toList());
            for (Copy copy : copies) {
                if (!copy.scan.copy().equals("scanned")) {
                    List<DocumentId> ids = index.alike(Fingerprint.of(copy.pages), copy.id, LOOKED_UP);
                    List<Copy> candidates = copies.stream()
                            .filter(candidate -> ids.contains(candidate.id))
                            .toList();
                    Counts of = counts.computeIfAbsent(copy.scan.copy(), _ -> new Counts());
                    of.lookedUp++;
                    if (candidates.stream().anyMatch(copy::sameSheetsAs)) {
                        of.found++;
                    } else {
                        progress.println("not looked up: " + copy.scan.name());
                    }
                    List<Copy> hints = candidates.stream()
                            .filter(candidate -> Likeness.between(copy.pages, candidate.pages)
                                    .isPresent())
                            .toList();
                    of.hinted += hints.stream().anyMatch(copy::sameSheetsAs) ? 1 : 0;
                    of.wronglyHinted += (int) hints.stream()
                            .filter(hint -> !copy.sameSheetsAs(hint))
                            .count();
                }
            }
        }
    }

    private static IndexedDocument entry(Copy copy) {
        return new IndexedDocument(
                copy.id,
                1,
                "letter",
                1,
                List.of(),
                "post",
                "post",
                copy.scan.name(),
                Instant.EPOCH,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Fingerprint.of(copy.pages));
    }

    private static List<PageText> pages(ReadScan scan) {
        List<PageText> pages = new ArrayList<>();
        Provenance made = new Provenance("benchmark", "", Map.of(), Map.of());
        for (PageResult result : scan.pages()) {
            if (result instanceof PageResult.PageRead read) {
                pages.add(new PageText(
                        pages.size() + 1,
                        read.method(),
                        read.language(),
                        read.languageScore(),
                        read.rotationDegrees(),
                        read.skewDegrees(),
                        read.blank(),
                        read.separator(),
                        read.inkRatio(),
                        read.widthPixels(),
                        read.heightPixels(),
                        read.confidence(),
                        read.text(),
                        read.words().stream()
                                .map(w -> new PageText.Word(
                                        w.text(), w.x(), w.y(), w.width(), w.height(), w.line(), w.confidence()))
                                .toList(),
                        read.barcodes(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        made,
                        read.imageHash()));
            }
        }
        return pages;
    }

    private static String text(List<Copy> copies, Map<String, Counts> counts) {
        StringBuilder text = new StringBuilder("# Near duplicates\n\n`./kartoteka benchmark duplicates FOLDER`: ")
                .append(copies.size())
                .append(" files (scans and their copies), every one compared with every other.\n\n")
                .append(
                        "| against the scans | same sheets | recognised | others taken for the same | precision | recall |\n")
                .append("|---|---|---|---|---|---|\n");
        Counts all = new Counts();
        counts.forEach((kind, count) -> {
            row(text, kind, count);
            all.right += count.right;
            all.missed += count.missed;
            all.wrong += count.wrong;
        });
        row(text, "all pairs", all);
        text.append("\nEach copy looked up in an index of the scans, as the service does:\n\n")
                .append(
                        "| copies | looked up | among the candidates | hint given | wrong hints |\n|---|---|---|---|---|\n");
        counts.forEach((kind, count) -> {
            if (count.lookedUp > 0) {
                text.append("| %s | %d | %d | %d | %d |%n"
                        .formatted(kind, count.lookedUp, count.found, count.hinted, count.wronglyHinted));
            }
        });
        return text.toString();
    }

    private static void row(StringBuilder text, String kind, Counts count) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.3f | %.3f |%n",
                kind,
                count.right + count.missed,
                count.right,
                count.wrong,
                share(count.right, count.wrong),
                share(count.right, count.missed)));
    }

    private static double share(int part, int rest) {
        return part + rest == 0 ? 1 : (double) part / (part + rest);
    }
}
