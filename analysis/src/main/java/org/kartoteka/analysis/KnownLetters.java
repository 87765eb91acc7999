package org.kartoteka.analysis;

import java.text.Normalizer;
import java.util.function.UnaryOperator;

/**
 * What each letter of the Latin and Cyrillic scripts folds to, worked out once: nearly all words are made of these alone, and
 * normalising each of them takes most of the time of an analysis.
 */
final class KnownLetters {
    private static final int END = 0x530;
    private static final int GREEK = 0x370;
    private static final int CYRILLIC = 0x400;
    private static final int MARKS = 0x300;

    private final String[] folded = new String[END];
    private final boolean[] normal = new boolean[END];

    /** @param fold of a text, letter by letter: no letter's fold depends on those beside it, but in Greek */
    KnownLetters(UnaryOperator<String> fold) {
        for (int c = 0; c < END; c++) {
            String letter = Character.toString(c);
            folded[c] = fold.apply(letter);
            normal[c] = (c < MARKS || c >= CYRILLIC) && Normalizer.isNormalized(letter, Normalizer.Form.NFKC);
        }
    }

    /** Whether all letters are of one script and fold one by one. */
    static boolean areKnown(String word) {
        boolean latin = false;
        boolean cyrillic = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= END || (c >= GREEK && c < CYRILLIC)) {
                return false;
            }
            latin |= Folding.isLatin(c);
            cyrillic |= Folding.isCyrillic(c);
        }
        return !(latin && cyrillic);
    }

    /** Of a word whose letters are all known. */
    String fold(String word) {
        StringBuilder all = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            all.append(folded[word.charAt(i)]);
        }
        return all.toString();
    }

    /** Whether the word is in NFKC and in one script as it is. */
    boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= END || !normal[c]) {
                return false;
            }
        }
        return areKnown(word);
    }
}
