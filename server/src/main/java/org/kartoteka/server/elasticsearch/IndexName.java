package org.kartoteka.server.elasticsearch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an index: {@code <prefix>-documents-v<schema>-<number>}.
 *
 * @param number counts up with every index made
 */
record IndexName(String prefix, int schema, int number) {
    private static final Pattern ENDING = Pattern.compile("-documents-v(\\d{1,6})-(\\d{1,9})");

    /** Points to the index that is searched. */
    static String active(String prefix) {
        return prefix + "-documents";
    }

    /** Points to the index that is being built beside it. */
    static String building(String prefix) {
        return prefix + "-building";
    }

    /** Matches every index of the archive, and no alias. */
    static String all(String prefix) {
        return prefix + "-documents-v*";
    }

    /** The name, or empty where it is not one of this archive's indexes. */
    static Optional<IndexName> parse(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        Matcher ending = ENDING.matcher(text.substring(prefix.length()));
        return ending.matches()
                ? Optional.of(
                        new IndexName(prefix, Integer.parseInt(ending.group(1)), Integer.parseInt(ending.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return prefix + "-documents-v" + schema + "-" + number;
    }
}
