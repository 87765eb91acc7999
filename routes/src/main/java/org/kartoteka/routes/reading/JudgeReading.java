package org.kartoteka.routes.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.DocumentReading.Field;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.review.ReviewReason;
import org.kartoteka.archive.stack.Apart;
import org.kartoteka.ingest.ComposeResult;

/** What follows from a document's pages, fields and hints, without reading anything. */
final class JudgeReading {
    private static final String CASE_REFERENCE = "caseReference";
    private static final String FIELD_HINT = "field.";
    private static final int CASE_FILES_MAX = 5;

    /** A page of fewer words, such as a stamp or a number, need not tell its language. */
    private static final int WORDS_OF_A_LANGUAGE = 10;

    private final ReadingPolicy.Review review;

    JudgeReading(ReadingPolicy.Review review) {
        this.review = review;
    }

    /** Of the pages with text, most frequent first, equal ones in the order of the pages. */
    List<String> languages(List<PageText> pages) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (PageText page : pages) {
            if (!page.language().equals("und")) {
                counts.merge(page.language(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What was found, but for fields that folder, sidecar or cover sheet give: those win. */
    List<Field> fields(List<ComposeResult.Field> found, Map<String, String> hints) {
        Map<String, String> given = new TreeMap<>();
        hints.forEach((key, value) -> {
            if (key.equals("case")) {
                given.put(CASE_REFERENCE, value);
            } else if (key.startsWith(FIELD_HINT)) {
                given.put(key.substring(FIELD_HINT.length()), value);
            }
        });
        List<Field> fields = new ArrayList<>();
        given.forEach((name, value) -> fields.add(new Field(name, normal(name, value), value, 0, List.of(), 1)));
        for (ComposeResult.Field field : found) {
            if (!given.containsKey(field.name())) {
                fields.add(new Field(
                        field.name(),
                        field.value(),
                        field.printed(),
                        field.pageNumber(),
                        Translate.words(field.place()),
                        field.score(),
                        field.source(),
                        field.doubt()));
            }
        }
        return fields;
    }

    private static String normal(String name, String value) {
        return name.equals(CASE_REFERENCE) && isReference(value)
                ? CaseReference.parse(value).value()
                : value;
    }

    /** The case files the document belongs in: all references on it that can be one, in the order of the fields. */
    List<Filing> filings(List<Field> fields, Arrival arrival, Actor actor) {
        Map<CaseReference, Filing> filings = new LinkedHashMap<>();
        for (Field field : fields) {
            if (field.name().equals(CASE_REFERENCE) && isReference(field.value())) {
                CaseReference reference = CaseReference.parse(field.value());
                filings.putIfAbsent(reference, Filing.of(reference, how(field, reference, arrival), actor));
            }
        }
        return filings.values().stream().limit(CASE_FILES_MAX).toList();
    }

    /** What has a place was read there; what has none was said: by the folder, with the file, or by a cover sheet. */
    private static HowFiled how(Field field, CaseReference reference, Arrival arrival) {
        if (field.pageNumber() > 0) {
            return HowFiled.REFERENCE;
        }
        String said = arrival.hints().getOrDefault("case", "");
        if (!isReference(said) || !CaseReference.parse(said).equals(reference)) {
            return HowFiled.COVER_SHEET;
        }
        return isFolderOf(reference, arrival.folder()) ? HowFiled.FOLDER : HowFiled.GIVEN;
    }

    private static boolean isFolderOf(CaseReference reference, String folder) {
        List<String> names = List.of(folder.split("/", -1));
        for (int i = 0; i + 1 < names.size(); i++) {
            String name = names.get(i + 1);
            if (names.get(i).equalsIgnoreCase("case")
                    && isReference(name)
                    && CaseReference.parse(name).equals(reference)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReference(String text) {
        try {
            CaseReference.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Codes as in {@link DocumentReading#needsReview()}.
     *
     * @param fields as they are kept
     */
    List<String> needsReview(
            ComposeResult.Composed composed, List<Field> fields, List<PageText> pages, ReadingJob job) {
        List<String> reasons = new ArrayList<>();
        if (composed.typeScore() < review.typeScore()) {
            reasons.add(ReviewReason.TYPE_UNSURE.code());
        }
        boolean pale = pages.stream()
                .anyMatch(page -> page.method().equals("recognised")
                        && !page.wordsToFind().isEmpty()
                        && page.confidence() < review.confidence());
        if (pale) {
            reasons.add(ReviewReason.LOW_CONFIDENCE.code());
        }
        boolean first = !pages.isEmpty() && pages.get(0).pageNumber() == 1;
        boolean failed = pages.stream().anyMatch(page -> page.failure().isPresent());
        if (failed || (first && job.hasRefusedPart())) {
            reasons.add(ReviewReason.PAGE_FAILED.code());
        }
        job.batch().apart().map(Apart::code).ifPresent(reasons::add);
        reasons.addAll(doubts(fields, pages));
        return reasons;
    }

    /** What speaks against the fields and languages that were found. */
    List<String> doubts(List<Field> fields, List<PageText> pages) {
        List<String> doubts = new ArrayList<>();
        if (fields.stream().anyMatch(field -> !field.doubt().isEmpty())) {
            doubts.add(ReviewReason.FIELD_DOUBTFUL.code());
        }
        Set<String> cases = new LinkedHashSet<>();
        fields.stream().filter(field -> field.name().equals(CASE_REFERENCE)).forEach(field -> cases.add(field.value()));
        if (cases.size() > 1 || !cases.stream().allMatch(JudgeReading::isReference)) {
            doubts.add(ReviewReason.CASE_UNSURE.code());
        }
        boolean text = pages.stream().anyMatch(page -> page.wordsToFind().size() >= WORDS_OF_A_LANGUAGE);
        if (text && languages(pages).isEmpty()) {
            doubts.add(ReviewReason.LANGUAGE_UNSURE.code());
        }
        return doubts;
    }
}
