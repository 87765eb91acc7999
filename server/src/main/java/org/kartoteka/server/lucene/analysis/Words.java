package org.kartoteka.server.lucene.analysis;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into words: runs of letters and digits, with apostrophes and invisible characters inside. */
final class Words {
    private static final int LETTERS_IN_NUMBER_MAX = 4;

    private Words() {}

    /**
     * A word's place in the text.
     *
     * @param month the number of the month it names, or 0
     */
    record Word(int start, int end, String text, String folded, boolean numeric, int month) {
        static Word of(int start, int end, String text) {
            String folded = Folding.fold(text);
            return new Word(start, end, text, folded, isNumeric(text), Dates.monthOf(folded));
        }

        /** Capital letters short enough to open a reference such as {@code LT/11830-01}. */
        boolean isShortLetters() {
            return text.length() <= 3 && text.codePoints().allMatch(Character::isUpperCase);
        }
    }

    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!Character.isLetterOrDigit(c)) {
                at += Character.charCount(c);
                continue;
            }
            int end = endOfWord(text, at);
            words.add(Word.of(at, end, text.substring(at, end)));
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
