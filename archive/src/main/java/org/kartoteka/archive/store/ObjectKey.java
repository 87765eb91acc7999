package org.kartoteka.archive.store;

import java.util.regex.Pattern;

/**
 * The name of an object: segments of {@code [A-Za-z0-9._-]} joined by {@code /}.
 *
 * <p>Keys are compared as ASCII. A key never starts or ends with a slash, and no segment is {@code .} or {@code ..} or
 * starts with a dot, so that every store, a folder included, can hold every key.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    public static final int LENGTH_MAX = 512;
    private static final Pattern VALID =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    public ObjectKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an object key: " + value);
        }
    }

    /** Whether a text is a key. */
    public static boolean isValid(String value) {
        return value.length() <= LENGTH_MAX && VALID.matcher(value).matches();
    }

    public static ObjectKey of(String... segments) {
        return new ObjectKey(String.join("/", segments));
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
