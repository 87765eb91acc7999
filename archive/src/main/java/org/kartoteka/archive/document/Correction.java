package org.kartoteka.archive.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a person says that a document is. What is left out stays as it is; a type that is what was found confirms it.
 *
 * @param type code of a type
 * @param languages ISO 639-1, most important first
 * @param fields values by name of the field, in the form in which fields are kept; no value says that the document has none
 */
public record Correction(Optional<String> type, Optional<List<String>> languages, Map<String, List<String>> fields) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final int LANGUAGES_MAX = 10;

    /**
     * Brings the values into the form in which fields are kept.
     *
     * @throws InvalidCorrection a value cannot be what it is said to be, or nothing is said at all
     */
    public Correction {
        languages = languages.map(List::copyOf);
        Map<String, List<String>> normal = new TreeMap<>();
        fields.forEach((name, values) -> normal.put(name, FieldForms.normal(name, values)));
        fields = Map.copyOf(normal);
        if (type.filter(code -> !TYPE.matcher(code).matches()).isPresent()) {
            throw new InvalidCorrection("type", "it is no code of a type");
        }
        if (languages
                .filter(codes -> codes.isEmpty()
                        || codes.size() > LANGUAGES_MAX
                        || !codes.stream()
                                .allMatch(code -> LANGUAGE.matcher(code).matches()))
                .isPresent()) {
            throw new InvalidCorrection("languages", "they must be codes such as lv");
        }
        if (type.isEmpty() && languages.isEmpty() && fields.isEmpty()) {
            throw new InvalidCorrection("", "nothing is corrected or confirmed");
        }
    }
}
