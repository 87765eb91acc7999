package org.kartoteka.ingest.field;

/** Digits, and letters that recognition takes for them. */
final class OcrDigits {
    /** Inside of a regular expression's brackets. */
    static final String CLASS = "0-9OoОоQDlI|ІіSsЅBВЗз";

    private static final String LOOKS = "OoОоQDlI|ІіSsЅBВЗз";
    private static final String DIGITS = "000000111115558833";

    private OcrDigits() {}

    static String repair(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int look = LOOKS.indexOf(c);
            out.append(look < 0 ? c : DIGITS.charAt(look));
        }
        return out.toString();
    }

    /** How many letters had to be taken for digits. */
    static int repaired(String text) {
        return (int) text.chars().filter(c -> LOOKS.indexOf(c) >= 0).count();
    }
}
