package org.kartoteka.ingest.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.benchmark.KnownScan.KnownPage;

/** Counts up what was right. Not for several threads. */
final class Scores {
    /** Error rates of one group of pages. */
    static final class Group {
        private ErrorRate characters = ErrorRate.NONE;
        private ErrorRate words = ErrorRate.NONE;
        private double sumOfRates;
        private int pages;

        private void add(ErrorRate pageCharacters, ErrorRate pageWords) {
            characters = characters.plus(pageCharacters);
            words = words.plus(pageWords);
            sumOfRates += Math.min(1, pageCharacters.rate());
            pages++;
        }

        int pages() {
            return pages;
        }

        /** Errors of all pages against all their characters. */
        double characterRate() {
            return characters.rate();
        }

        double wordRate() {
            return words.rate();
        }

        /** Mean of the pages' rates: long pages count no more than short ones. */
        double meanCharacterRate() {
            return pages == 0 ? 0 : sumOfRates / pages;
        }
    }

    private final Map<String, Group> groups = new TreeMap<>();
    private final List<PageErrors> pageErrors = new ArrayList<>();
    private int pagesWithText;
    private int languageRight;
    private int turnRight;
    private int blankFound;
    private int blankMissed;
    private int blankWrong;
    private int separatorRight;
    private int separators;
    private int failed;

    void add(KnownScan scan, KnownPage known, PageRead read) {
        blankFound += known.blank() && read.blank() ? 1 : 0;
        blankMissed += known.blank() && !read.blank() ? 1 : 0;
        blankWrong += !known.blank() && read.blank() ? 1 : 0;
        separators += known.separator() && !known.blank() ? 1 : 0;
        separatorRight += known.separator() && !known.blank() && read.separator() ? 1 : 0;
        if (!known.hasText()) {
            return;
        }
        pagesWithText++;
        languageRight += known.language().equals(read.language()) ? 1 : 0;
        turnRight += known.turnToRight() == read.rotationDegrees() ? 1 : 0;
        addText(scan, known, read.text());
    }

    /** Errors of one page. */
    record Errors(ErrorRate characters, ErrorRate words) {}

    /** A page with its errors, to be named among the worst. */
    record PageErrors(String file, int page, String degradation, ErrorRate characters) {}

    /** Compares with the text in reading order and, where that differs, by rows; the better one counts. */
    static Errors better(KnownPage known, String text) {
        ErrorRate inOrder = ErrorRate.ofCharacters(known.text(), text);
        if (!known.textByRows().isEmpty()) {
            ErrorRate byRows = ErrorRate.ofCharacters(known.textByRows(), text);
            if (byRows.rate() < inOrder.rate()) {
                return new Errors(byRows, ErrorRate.ofWords(known.textByRows(), text));
            }
        }
        return new Errors(inOrder, ErrorRate.ofWords(known.text(), text));
    }

    void addText(KnownScan scan, KnownPage known, String text) {
        Errors errors = better(known, text);
        pageErrors.add(new PageErrors(
                String.valueOf(scan.file().getFileName()), known.number(), scan.degradation(), errors.characters()));
        String language = "language " + known.language();
        String degradation = "scan " + scan.degradation();
        for (String group : List.of("all", language, degradation, language + ", " + degradation)) {
            groups.computeIfAbsent(group, name -> new Group()).add(errors.characters(), errors.words());
        }
    }

    /** Pages with the most errors for their length, worst first. */
    List<PageErrors> worst(int count) {
        return pageErrors.stream()
                .sorted(Comparator.comparingDouble((PageErrors page) -> -page.characters.rate()))
                .limit(count)
                .toList();
    }

    void addFailure() {
        failed++;
    }

    Map<String, Group> groups() {
        return groups;
    }

    /** Counts by name, in the order of the report. */
    Map<String, Number> counts() {
        Map<String, Number> counts = new java.util.LinkedHashMap<>();
        counts.put("pagesWithText", pagesWithText);
        counts.put("pagesFailed", failed);
        counts.put("languageRight", languageRight);
        counts.put("orientationRight", turnRight);
        counts.put("blankFound", blankFound);
        counts.put("blankMissed", blankMissed);
        counts.put("writingTakenForBlank", blankWrong);
        counts.put("separators", separators);
        counts.put("separatorsFound", separatorRight);
        return counts;
    }
}
