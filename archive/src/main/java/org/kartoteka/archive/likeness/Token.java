package org.kartoteka.archive.likeness;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A word or number of a page in the spelling that two scans of it have in common: no case, no diacritics, no punctuation, and
 * in numbers one digit for all letters that are taken for it.
 *
 * @param confidence of its recognition, 0 to 1
 */
record Token(String text, boolean numeric, double confidence) {
    /** Shorter words and numbers are too easily misread, and too common, to tell two documents apart. */
    private static final int TELLING_LENGTH = 4;

    private static final String TAKEN_FOR_DIGITS = "oolisbzоз";
    private static final String DIGITS = "001158203";

    /** The token of a word as it was read; its text is empty where there is no letter or digit. */
    static Token of(String word, double confidence) {
        StringBuilder text = new StringBuilder();
        int digits = 0;
        String plain = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                text.append(c);
                digits += Character.isDigit(c) ? 1 : 0;
            }
        }
        boolean numeric = digits > 0 && digits * 2 >= text.length();
        return new Token(numeric ? digits(text) : text.toString(), numeric, confidence);
    }

    private static String digits(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            int taken = TAKEN_FOR_DIGITS.indexOf(text.charAt(i));
            if (taken >= 0) {
                text.setCharAt(i, DIGITS.charAt(taken));
            }
        }
        return text.toString();
    }

    /** Whether another one in its place would make another document: a number of four digits or more, a word so long. */
    boolean telling() {
        int counted = numeric ? (int) text.chars().filter(Character::isDigit).count() : text.length();
        return counted >= TELLING_LENGTH;
    }
}
