package org.kartoteka.api.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kartoteka.api.ApiSettings.Vocabulary;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.document.FieldForms;

/**
 * The form by which a person corrects a document.
 *
 * @param version of the document that the form shows
 * @param languages codes parted by commas
 * @param fields what stands in the inputs, by name of the field, in the order in which they are shown
 */
public record CorrectionForm(long version, String type, String languages, Map<String, String> fields) {
    private static final String PARTED = ", ";
    private static final int INPUT_LENGTH_MAX = 1_000;

    /** What the form shows of a document, with an input for each of the fields named. */
    static CorrectionForm of(DocumentAnswer document, List<String> shown) {
        Map<String, String> fields = new LinkedHashMap<>();
        shown.forEach(name -> fields.put(name, shown(document, name)));
        return new CorrectionForm(
                document.version(), document.type().code(), String.join(PARTED, document.languages()), fields);
    }

    private static String shown(DocumentAnswer document, String name) {
        return document.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(DocumentAnswer.Field::value)
                .distinct()
                .limit(FieldForms.mayBeSeveral(name) ? FieldForms.VALUES_MAX : 1)
                .collect(Collectors.joining(PARTED));
    }

    /** What a person typed, over what the form showed. */
    static CorrectionForm typed(Map<String, String> sent, CorrectionForm shown) {
        Map<String, String> fields = new LinkedHashMap<>();
        shown.fields.forEach((name, value) -> fields.put(name, cut(sent.getOrDefault("field." + name, value))));
        return new CorrectionForm(
                version(sent.getOrDefault("version", "")),
                cut(sent.getOrDefault("type", shown.type)),
                cut(sent.getOrDefault("languages", shown.languages)),
                fields);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), INPUT_LENGTH_MAX)).strip();
    }

    static long version(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /**
     * Both come from lists of our own pages.
     *
     * @throws BadRequest the type or the languages are none that a page offers
     */
    void checkOffered(Vocabulary vocabulary, CorrectionForm shown) {
        boolean isType = vocabulary.typeCodes().contains(type) || type.equals(shown.type);
        boolean isLanguage = vocabulary.languages().contains(languages) || languages.equals(shown.languages);
        if (!isType || !isLanguage) {
            throw new BadRequest("There is no such type or language.");
        }
    }

    /** The same form on a newer state of the document. */
    CorrectionForm on(long newVersion) {
        return new CorrectionForm(newVersion, type, languages, fields);
    }

    /**
     * What differs from what the form showed. The type counts as confirmed where nothing differs, or where it was in doubt: who
     * only mends a phone number did not judge the type.
     *
     * @throws org.kartoteka.archive.document.InvalidCorrection a value cannot be one
     */
    Correction against(CorrectionForm shown, boolean typeInDoubt) {
        Map<String, List<String>> changed = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (!value.equals(shown.fields.get(name))) {
                changed.put(name, FieldForms.mayBeSeveral(name) ? parts(value) : List.of(value));
            }
        });
        Optional<List<String>> newLanguages =
                languages.equals(shown.languages) ? Optional.empty() : Optional.of(parts(languages));
        boolean nothingElse = changed.isEmpty() && newLanguages.isEmpty();
        boolean judged = nothingElse || typeInDoubt || !type.equals(shown.type);
        return new Correction(judged ? Optional.of(type) : Optional.empty(), newLanguages, changed);
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("[,;]", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
