package org.kartoteka.ingest.field;

/**
 * A value in a line, before labels are looked at.
 *
 * @param from where it begins in the line's text, {@code to} where it ends
 * @param value normalised
 * @param plausibility how well the value itself looks, 0 to 1
 */
record FoundValue(PageLine line, int from, int to, String value, double plausibility) {
    String printed() {
        return line.text().substring(from, to).replace('\t', ' ');
    }
}
