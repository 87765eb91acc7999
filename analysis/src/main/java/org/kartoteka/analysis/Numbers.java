package org.kartoteka.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.kartoteka.analysis.Words.Word;

/**
 * Terms for numbers, whatever pieces they are printed in: {@code 7 990552} is found as {@code #7990552}, {@code #7} and
 * {@code #990552}; {@code L-2001-004512} by any run of its parts.
 */
public final class Numbers {
    /** In front of a number's normal form. */
    public static final String MARK = "#";

    private static final int PIECES_MAX = 6;
    private static final int LENGTH_MAX = 24;
    private static final int TAIL_MIN = 5;

    /** Digits that recognition takes letters for; those which it always may are one letter in the normal form already. */
    private static final Map<Character, String> MISREAD = Map.of('Z', "72", 'G', "6", 'D', "0", 'Q', "0", 'T', "7");

    private static final int MISREAD_MIN = 5;
    private static final int MISREAD_MAX = 12;

    private Numbers() {}

    /** Gives every number that begins at the word to {@code terms}, with how many words it takes. */
    static void at(int index, List<Word> words, String text, ObjIntConsumer<String> terms) {
        Word first = words.get(index);
        if (!first.numeric() && !first.isShortLetters()) {
            return;
        }
        boolean international = opensInternational(text, first.start());
        StringBuilder joined = new StringBuilder();
        boolean numeric = false;
        for (int span = 1; span <= PIECES_MAX && index + span <= words.size(); span++) {
            Word word = words.get(index + span - 1);
            if (span > 1 && !linked(words.get(index + span - 2), word, text)) {
                break;
            }
            joined.append(Identifiers.normal(word.text()));
            if (joined.length() > LENGTH_MAX) {
                break;
            }
            numeric |= word.numeric();
            if (numeric && (span == 1 || word.numeric())) {
                for (String spelling : Identifiers.spellings(joined.toString(), international)) {
                    terms.accept(MARK + spelling, span);
                }
            }
        }
        tail(first).ifPresent(digits -> terms.accept(MARK + digits, 1));
    }

    /** The terms a typed number is looked up by. */
    public static Set<String> typed(String number) {
        Set<String> terms = new LinkedHashSet<>();
        String normal = Identifiers.normal(number);
        if (!normal.isEmpty()) {
            Identifiers.spellings(normal, Identifiers.isInternational(number)).forEach(s -> terms.add(MARK + s));
        }
        List<Word> words = Words.of(number, Words.Facts::of);
        if (!words.isEmpty()) {
            Dates.at(0, words, number, (date, span) -> terms.add(date));
        }
        return terms;
    }

    /** The terms of the parts a number is written in, and of any run of them, from so many digits and letters on. */
    public static Set<String> parts(String number, int charsMin) {
        Set<String> terms = new LinkedHashSet<>();
        List<Word> words = Words.of(number, Words.Facts::of);
        for (int i = 0; i < words.size(); i++) {
            at(i, words, number, (term, span) -> terms.add(term));
        }
        terms.removeIf(term -> term.length() < MARK.length() + charsMin);
        return terms;
    }

    /**
     * The terms a number is asked for by: those it is looked up by, and those that recognition makes of its letters when it
     * reads a page in another script. In Russian text {@code KZ/70142-01} comes out as {@code К7/70142-01}.
     */
    public static Set<String> asked(String number) {
        Set<String> terms = new LinkedHashSet<>(typed(number));
        String normal = Identifiers.normal(number);
        if (normal.length() < MISREAD_MIN) {
            return terms;
        }
        Set<String> spellings = new LinkedHashSet<>(Set.of(normal));
        for (int i = 0; i < normal.length() && spellings.size() < MISREAD_MAX; i++) {
            for (String digits = MISREAD.getOrDefault(normal.charAt(i), "");
                    !digits.isEmpty();
                    digits = digits.substring(1)) {
                for (String spelling : List.copyOf(spellings)) {
                    spellings.add(spelling.substring(0, i) + digits.charAt(0) + spelling.substring(i + 1));
                }
            }
        }
        spellings.forEach(spelling -> terms.add(MARK + spelling));
        return terms;
    }

    private static Optional<String> tail(Word word) {
        String text = word.text();
        int digits = text.length();
        while (digits > 0 && Character.isDigit(text.charAt(digits - 1))) {
            digits--;
        }
        boolean glued = digits > 0 && text.length() - digits >= TAIL_MIN;
        return glued ? Optional.of(Identifiers.normal(text.substring(digits))) : Optional.empty();
    }

    private static boolean opensInternational(String text, int start) {
        int before = start - 1;
        while (before >= 0 && (text.charAt(before) == '(' || text.charAt(before) == ' ')) {
            before--;
        }
        return before >= 0 && text.charAt(before) == '+';
    }

    private static boolean linked(Word left, Word right, String text) {
        String gap = text.substring(left.end(), right.start());
        if (gap.isEmpty() || gap.length() > 3) {
            return false;
        }
        if (left.numeric() && right.numeric()) {
            boolean tight = gap.equals(",") || gap.equals(":") || gap.equals("'") || gap.equals("’");
            return tight || gap.chars().allMatch(c -> " \u00a0-–—−./()".indexOf(c) >= 0);
        }
        boolean letters = left.numeric() ? right.isShortLetters() : left.isShortLetters() && right.numeric();
        return letters && gap.strip().length() == 1 && "-–—−./".contains(gap.strip()) && gap.indexOf('\n') < 0;
    }
}
