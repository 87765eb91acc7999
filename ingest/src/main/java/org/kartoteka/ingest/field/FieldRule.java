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
        STRONG(0.95),
        WEAK(0.8),
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
            addLabels(labels, root.path("labels"), Strength.WEAK);
            addLabels(labels, root.path("notLabels"), Strength.NOT);
            String name = root.path("field").asString("");
            String kind = root.path("kind").asString("");
            if (name.isEmpty() || kind.isEmpty()) {
                throw new IllegalArgumentException("field rule needs field and kind: " + file);
            }
            return new FieldRule(name, kind, root.path("needsLabel").asBoolean(true), labels, root);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot read field rule " + file, e);
        }
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
