package org.kartoteka.ingest.field;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How one field is found, as read from a file under {@code fields/}.
 *
 * @param name of the field
 * @param kind which reader of values: {@code shape}, {@code phone}, {@code date}, {@code amount}, {@code name}, {@code email}
 * @param labels strong, weak and forbidding ones of all languages together: forms are often in two
 * @param settings the whole file, for what only one kind knows
 */
record FieldRule(String name, String kind, boolean needsLabel, List<Label> labels, JsonNode settings) {
    /** What a label before a value says of it. */
    enum Strength {
        /** Settles it, even from further off. */
        DECISIVE(1.8),
        STRONG(0.95),
        WEAK(0.8),
        /** The value is one of the operator's own: taken where there is no other. */
        OWN(0.45),
        /** The value is one of the operator's own, in a document that is not from it. */
        OWN_ELSEWHERE(0),
        /** The value is something else. */
        NOT(0);

        private final double score;

        Strength(double score) {
            this.score = score;
        }

        double score() {
            return score;
        }
    }

    /** @param words folded; a star at the end of a word stands for any ending */
    record Label(List<String> words, Strength strength) {}

    FieldRule {
        labels = List.copyOf(labels);
    }

    static FieldRule read(Path file) {
        try {
            JsonNode root = JsonMapper.builder().build().readTree(file.toFile());
            List<Label> labels = new ArrayList<>();
            addLabels(labels, root.path("strongLabels"), Strength.STRONG);
            addLabels(labels, root.path("ownLabels"), Strength.OWN);
            addLabels(labels, root.path("labels"), Strength.WEAK);
            addLabels(labels, root.path("notLabels"), Strength.NOT);
            String name = root.path("field").asString("");
            String kind = root.path("kind").asString("");
            if (!name.matches("[a-z][A-Za-z0-9]{0,39}") || kind.isEmpty()) {
                throw new IllegalArgumentException(
                        "field rule needs a kind, and a field of letters and digits: " + file);
            }
            return new FieldRule(name, kind, root.path("needsLabel").asBoolean(true), labels, root);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot read field rule " + file, e);
        }
    }

    /** What the field is called, by ISO 639-1, where the house says so. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        settings.path("names")
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asString()));
        return words;
    }

    /** The rule as it is for documents of one type: with the labels and settings under {@code byType}. */
    FieldRule forType(String type) {
        JsonNode own = settings.path("byType").path(type);
        boolean ownFitsType = texts("ownInTypes").contains(type);
        List<Label> more = new ArrayList<>();
        for (Label label : labels) {
            boolean others = label.strength == Strength.OWN && !ownFitsType;
            more.add(others ? new Label(label.words, Strength.OWN_ELSEWHERE) : label);
        }
        addLabels(more, own.path("decisiveLabels"), Strength.DECISIVE);
        addLabels(more, own.path("strongLabels"), Strength.STRONG);
        addLabels(more, own.path("labels"), Strength.WEAK);
        addLabels(more, own.path("notLabels"), Strength.NOT);
        return new FieldRule(name, kind, own.path("needsLabel").asBoolean(needsLabel), more, settings);
    }

    /** Whether documents of a type have such a field at all. */
    boolean occursIn(String type) {
        return !texts("notInTypes").contains(type);
    }

    /** Whether of several values as good the last one counts, as the total under a bill. */
    boolean lastWins(String type) {
        return settings.path("byType")
                .path(type)
                .path("lastWins")
                .asBoolean(settings.path("lastWins").asBoolean(false));
    }

    private static void addLabels(List<Label> labels, JsonNode byLanguage, Strength strength) {
        byLanguage.properties().forEach(language -> {
            for (JsonNode label : language.getValue()) {
                labels.add(new Label(Tokens.words(label.asString()), strength));
            }
        });
    }

    /** Texts under a key of the settings. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        settings.path(key).forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /** Lists of texts by name under a key of the settings, in the order of the file. */
    Map<String, List<String>> textLists(String key) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        settings.path(key).properties().forEach(entry -> {
            List<String> texts = new ArrayList<>();
            entry.getValue().forEach(text -> texts.add(text.asString()));
            lists.put(entry.getKey(), texts);
        });
        return lists;
    }
}
