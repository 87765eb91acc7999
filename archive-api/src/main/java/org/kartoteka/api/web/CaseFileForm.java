package org.kartoteka.api.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseFileAsked;
import org.kartoteka.archive.casefile.CaseFileChange;

/**
 * The form by which a person changes a case file. It carries what it showed, so that only what was touched is changed, and that
 * what others changed meanwhile is shown in the inputs nobody touched.
 *
 * @param version of the case file that the form shows
 * @param shown what stood in the inputs, by name
 * @param typed what stands in them now
 */
public record CaseFileForm(long version, Map<String, String> shown, Map<String, String> typed) {
    static final String TITLE = "title";
    static final String CUSTOMERS = "customers";
    static final String CONTRACTS = "contracts";
    static final String ASSIGNEE = "assignee";
    static final String DUE = "due";

    private static final String PARTED = ", ";
    private static final int INPUT_LENGTH_MAX = 1_000;

    /** What the form shows of a case file. */
    static CaseFileForm of(CaseFileAnswer file) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(TITLE, file.title());
        shown.put(CUSTOMERS, String.join(PARTED, file.customers()));
        shown.put(CONTRACTS, String.join(PARTED, file.contracts()));
        String assignee = file.assignee();
        shown.put(ASSIGNEE, assignee == null ? "" : assignee);
        String due = file.due();
        shown.put(DUE, due == null ? "" : due);
        return new CaseFileForm(file.version(), shown, shown);
    }

    /** What a person sent; inputs that are missing were not touched. */
    static CaseFileForm sent(Map<String, String> sent) {
        Map<String, String> shown = new LinkedHashMap<>();
        Map<String, String> typed = new LinkedHashMap<>();
        for (String name : List.of(TITLE, CUSTOMERS, CONTRACTS, ASSIGNEE, DUE)) {
            String was = cut(sent.getOrDefault("was." + name, ""));
            shown.put(name, was);
            typed.put(name, cut(sent.getOrDefault(name, was)));
        }
        return new CaseFileForm(version(sent), shown, typed);
    }

    /** The version that a form carries; 0 where it carries none. */
    static long version(Map<String, String> sent) {
        String text = sent.getOrDefault("version", "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), INPUT_LENGTH_MAX)).strip();
    }

    /** The same over the case file as it is now: what was touched stays, all else is as it is now. */
    CaseFileForm on(CaseFileAnswer file) {
        CaseFileForm now = of(file);
        Map<String, String> merged = new LinkedHashMap<>();
        now.shown.forEach((name, value) -> merged.put(name, isTouched(name) ? typed.getOrDefault(name, "") : value));
        return new CaseFileForm(now.version, now.shown, merged);
    }

    private boolean isTouched(String name) {
        return !typed.getOrDefault(name, "").equals(shown.getOrDefault(name, ""));
    }

    /**
     * What was touched.
     *
     * @throws org.kartoteka.archive.casefile.InvalidCaseFile a value cannot be
     */
    CaseFileChange change() {
        return new CaseFileAsked(
                        null,
                        isTouched(TITLE) ? typed.get(TITLE) : null,
                        isTouched(CUSTOMERS) ? parts(typed.getOrDefault(CUSTOMERS, "")) : null,
                        isTouched(CONTRACTS) ? parts(typed.getOrDefault(CONTRACTS, "")) : null,
                        isTouched(ASSIGNEE) ? typed.get(ASSIGNEE) : null,
                        isTouched(DUE) ? typed.get(DUE) : null)
                .change();
    }

    static List<String> parts(String text) {
        return Arrays.stream(text.split("[,;]", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
