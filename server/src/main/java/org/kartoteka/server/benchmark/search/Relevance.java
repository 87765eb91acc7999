package org.kartoteka.server.benchmark.search;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which documents answer a query, said of what they truly are and say, never of what a search found:
 * {@code type=contract & text~līgum}. Alternatives are parted by {@code " | "}, conditions by {@code " & "}; {@code !} in
 * front turns one round. {@code name=value} holds where the field, or {@code type}, {@code language} or {@code doc}, has
 * that value, {@code name~pattern} where the pattern is found in it, or in the {@code text}; {@code -} holds for none.
 */
record Relevance(List<List<Condition>> alternatives) {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    record Condition(String name, Pattern pattern, boolean negated) {
        boolean holds(KnownText text) {
            return negated != pattern.matcher(value(text)).find();
        }

        private String value(KnownText text) {
            Map<String, String> known =
                    Map.of("doc", text.name(), "type", text.type(), "language", text.language(), "text", text.truth());
            return known.getOrDefault(name, text.fields().getOrDefault(name, ""));
        }
    }

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException it is no such rule
     */
    static Relevance parse(String rule) {
        if (rule.equals("-")) {
            return new Relevance(List.of());
        }
        return new Relevance(Stream.of(rule.split(" \\| "))
                .map(alternative -> Stream.of(alternative.split(" & "))
                        .map(Relevance::condition)
                        .toList())
                .toList());
    }

    private static Condition condition(String text) {
        boolean negated = text.startsWith("!");
        String plain = negated ? text.substring(1) : text;
        int at = 0;
        while (at < plain.length() && Character.isLetter(plain.charAt(at))) {
            at++;
        }
        if (at == 0 || at + 1 >= plain.length()) {
            throw new IllegalArgumentException("not a condition: " + text);
        }
        String name = plain.substring(0, at);
        String wanted = plain.substring(at + 1);
        return switch (plain.charAt(at)) {
            case '=' -> new Condition(name, Pattern.compile("\\A" + Pattern.quote(wanted) + "\\z"), negated);
            case '~' -> new Condition(name, Pattern.compile(wanted, FLAGS), negated);
            default -> throw new IllegalArgumentException("neither = nor ~ in the condition: " + text);
        };
    }

    boolean holds(KnownText text) {
        return alternatives.stream()
                .anyMatch(conditions -> conditions.stream().allMatch(condition -> condition.holds(text)));
    }
}
