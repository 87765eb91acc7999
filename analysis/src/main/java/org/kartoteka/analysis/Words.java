package org.kartoteka.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Cuts a text into words: runs of letters and digits, with apostrophes and invisible characters inside. */
final class Words {
    private static final int LETTERS_IN_NUMBER_MAX = 4;

    private Words() {}

    /**
     * What is known of a word wherever it stands.
     *
     * @param month the number of the month it names, or 0
     * @param shortLetters capital letters short enough to open a reference such as {@code LT/11830-01}
     */
    record Facts(String folded, boolean numeric, int month, boolean shortLetters) {
        static Facts of(String word) {
            String folded = Folding.fold(word);
            boolean shortLetters = word.length() <= 3 && word.codePoints().allMatch(Character::isUpperCase);
            return new Facts(folded, isNumeric(word), Dates.monthOf(folded), shortLetters);
        }
    }

    /** A word's place in the text. */
    record Word(int start, int end, String text, Facts facts) {
        boolean numeric() {
            return facts.numeric();
        }

        int month() {
            return facts.month();
        }

        boolean isShortLetters() {
            return facts.shortLetters();
        }
    }

    static List<Word> of(String text, Function<String, Facts> facts) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!Character.isLetterOrDigit(c)) {
                at += Character.charCount(c);
                continue;
            }
            int end = endOfWord(text, at);
            String word = text.substring(at, end);
            words.add(new Word(at, end, word, facts.apply(word)));
            at = end;
        }
        return words;
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int next = at + Character.charCount(c);
            if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
                end = next;
            } else if (!isInside(text, at, c, next)) {
                break;
            }
            at = next;
        }
        return end;
    }

    private static boolean isInside(String text, int at, int c, int next) {
        if (Character.getType(c) == Character.FORMAT) {
            return true;
        }
        boolean apostrophe = c == '\'' || c == '’' || c == 'ʼ';
        return apostrophe
                && next < text.length()
                && Character.isLetter(text.codePointBefore(at))
                && Character.isLetter(text.codePointAt(next));
    }

    private static boolean isNumeric(String word) {
        int letters = 0;
        boolean digit = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            digit |= Character.isDigit(c);
            letters = Character.isDigit(c) ? 0 : letters + 1;
            if (letters > LETTERS_IN_NUMBER_MAX) {
                return false;
            }
        }
        return digit;
    }
}
