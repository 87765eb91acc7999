package org.kartoteka.analysis;

import java.text.Normalizer;
import java.util.Locale;

/** Brings spellings of one word together: case, diacritics, compatibility forms, letters that look alike. */
public final class Folding {
    /** Longer words are cut: recognition makes them of ruled lines. */
    static final int WORD_MAX = 64;

    private static final String KAZAKH = "әғқңөұүһі";
    private static final String KAZAKH_AS_RUSSIAN = "агкноуухи";
    private static final String LATIN_LIKE = "AaBCcEeHKkMOoPpTXxYyIi";
    private static final String CYRILLIC_LIKE = "АаВСсЕеНКкМОоРрТХхУуІі";
    private static final String ODD = "øłđðıŧħſςґ";
    private static final String ODD_FOLDED = "olddithsσг";

    private static final KnownLetters KNOWN = new KnownLetters(Folding::foldByNormalising);

    private Folding() {}

    /**
     * Lower case, without diacritics, й as и and ё as е, letters and digits only, at most 64 characters. Letters of the
     * other script that look like the word's own are put right.
     */
    public static String fold(String word) {
        String cut = word.length() > 2 * WORD_MAX ? word.substring(0, 2 * WORD_MAX) : word;
        String folded = KnownLetters.areKnown(cut) ? KNOWN.fold(cut) : foldByNormalising(cut);
        return folded.length() > WORD_MAX ? folded.substring(0, WORD_MAX) : folded;
    }

    /** What {@link #fold} gives for any word, without looking up. */
    static String foldByNormalising(String word) {
        String plain = Normalizer.normalize(lowerByNormalising(word), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(plain.length());
        int at = 0;
        while (at < plain.length()) {
            int c = plain.codePointAt(at);
            at += Character.charCount(c);
            int odd = ODD.indexOf(c);
            switch (c) {
                case 'ß' -> folded.append("ss");
                case 'æ' -> folded.append("ae");
                case 'œ' -> folded.append("oe");
                case 'þ' -> folded.append("th");
                default -> {
                    if (Character.isLetterOrDigit(c)) {
                        folded.appendCodePoint(odd >= 0 ? ODD_FOLDED.charAt(odd) : c);
                    }
                }
            }
        }
        return folded.toString();
    }

    /** Lower case, NFKC, one script; diacritics stay: what stemmers want. */
    static String lower(String word) {
        return KNOWN.isPlain(word) ? word.toLowerCase(Locale.ROOT) : lowerByNormalising(word);
    }

    static String lowerByNormalising(String word) {
        return Normalizer.normalize(oneScript(word), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** A folded word with Kazakh letters as the Russian ones they are taken for. */
    static String lookAlike(String folded) {
        return mapped(folded, KAZAKH, KAZAKH_AS_RUSSIAN);
    }

    static boolean hasKazakh(String folded) {
        return folded.codePoints().anyMatch(c -> KAZAKH.indexOf(c) >= 0);
    }

    static boolean isCyrillic(String word) {
        return word.chars().anyMatch(Folding::isCyrillic);
    }

    static boolean isLatin(String word) {
        return word.chars().anyMatch(Folding::isLatin);
    }

    static boolean isCyrillic(int c) {
        return c >= 0x400 && c <= 0x52f;
    }

    static boolean isLatin(int c) {
        boolean basic = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return basic || (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7) || (c >= 0x1e00 && c <= 0x1eff);
    }

    /** Capital Latin letters for Cyrillic ones that look the same, as identifiers are read. */
    static String latinLike(String upper) {
        return mapped(upper, CYRILLIC_LIKE, LATIN_LIKE);
    }

    /** Recognition mixes scripts within a word: the script most of its letters belong to wins. */
    private static String oneScript(String word) {
        long cyrillic = word.chars().filter(Folding::isCyrillic).count();
        long latin = word.chars().filter(Folding::isLatin).count();
        if (cyrillic == 0 || latin == 0) {
            return word;
        }
        return cyrillic >= latin ? mapped(word, LATIN_LIKE, CYRILLIC_LIKE) : mapped(word, CYRILLIC_LIKE, LATIN_LIKE);
    }

    private static String mapped(String text, String from, String to) {
        StringBuilder mapped = new StringBuilder(text);
        for (int i = 0; i < mapped.length(); i++) {
            int at = from.indexOf(mapped.charAt(i));
            if (at >= 0) {
                mapped.setCharAt(i, to.charAt(at));
            }
        }
        return mapped.toString();
    }
}
