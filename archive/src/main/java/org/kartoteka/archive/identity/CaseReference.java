package org.kartoteka.archive.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The reference of a case file as it is printed on its documents, such as {@code L-2001-004512}: upper case, letters,
 * digits and dashes.
 */
public record CaseReference(String value) implements Comparable<CaseReference> {
    private static final Pattern VALID = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,62}[A-Z0-9]");

    public CaseReference {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not a case reference: " + value);
        }
    }

    /** Trims, turns to upper case and makes slashes and dots dashes. */
    public static CaseReference parse(String text) {
        return new CaseReference(text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s./_–—-]+", "-"));
    }

    @Override
    public int compareTo(CaseReference other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
