package org.kartoteka.server.config;

import java.util.List;
import java.util.Locale;

/** What a value may be; says which key it is of and what is allowed. */
final class Limits {
    private Limits() {}

    static void between(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s must be between %d and %d, but is %d", key, min, max, value));
        }
    }

    static void oneOf(String key, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new IllegalArgumentException(key + " must be one of " + allowed + ", but is '" + value + "'");
        }
    }
}
