package org.kartoteka.archive.casefile;

import java.time.Year;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.identity.CaseReference;

/**
 * How new references are made, such as {@code L-{year}-{number:6}}: letters, digits and dashes stand for themselves, the year
 * is the one in which the case file is opened, and the number has so many digits and begins at 1 in each year (or once for
 * all, where the pattern has no year).
 */
public final class ReferencePattern {
    private static final Pattern VALID =
            Pattern.compile("(?<head>[A-Z0-9-]*(\\{year})?[A-Z0-9-]*)\\{number:(?<digits>[3-9])}(?<tail>[A-Z0-9-]*)");

    /** As {@code ocr-models/fields/case-reference.json} finds them on pages. */
    public static final ReferencePattern DEFAULT = new ReferencePattern("L-{year}-{number:6}");

    private final String text;
    private final String head;
    private final String tail;
    private final int digits;

    /** @throws IllegalArgumentException it is no such pattern, or its references could not be told from others */
    public ReferencePattern(String text) {
        Matcher parts = VALID.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a pattern of references must be like L-{year}-{number:6}, of capital letters, digits and dashes, but is '"
                            + text + "'");
        }
        this.text = text;
        this.head = parts.group("head");
        this.tail = parts.group("tail");
        this.digits = Integer.parseInt(parts.group("digits"));
        of(Year.of(2000), 1);
    }

    /**
     * The reference of this number.
     *
     * @throws IllegalArgumentException the number has more digits than the pattern
     */
    public CaseReference of(Year year, long number) {
        if (number < 1 || number > numberMax()) {
            throw new IllegalArgumentException("there is no reference %s of number %d".formatted(text, number));
        }
        return new CaseReference(head(year) + ("%0" + digits + "d").formatted(number) + tail);
    }

    /** The number by which this reference was made in that year; empty where it was not. */
    public OptionalLong numberOf(Year year, CaseReference reference) {
        String value = reference.value();
        String start = head(year);
        if (value.length() != start.length() + digits + tail.length()
                || !value.startsWith(start)
                || !value.endsWith(tail)) {
            return OptionalLong.empty();
        }
        String number = value.substring(start.length(), start.length() + digits);
        return number.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.of(Long.parseLong(number))
                : OptionalLong.empty();
    }

    long numberMax() {
        return (long) Math.pow(10, digits) - 1;
    }

    private String head(Year year) {
        return head.replace("{year}", "%04d".formatted(year.getValue()));
    }

    @Override
    public String toString() {
        return text;
    }
}
