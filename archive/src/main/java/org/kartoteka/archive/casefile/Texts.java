package org.kartoteka.archive.casefile;

import java.util.regex.Pattern;

/** What persons type, in the form in which it is kept. */
final class Texts {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]+");
    private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n?");

    private Texts() {}

    /** One line without needless spaces. */
    static String line(String text) {
        return withoutControls(SPACES.matcher(text).replaceAll(" ")).strip();
    }

    /** Lines ended by 0x0A, without blank ones at either end. */
    static String lines(String text) {
        return withoutControls(LINE_ENDS.matcher(text).replaceAll("\n")).strip();
    }

    private static String withoutControls(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> character == '\n' || !Character.isISOControl(character))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
