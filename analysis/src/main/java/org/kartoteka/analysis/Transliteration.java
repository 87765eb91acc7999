package org.kartoteka.analysis;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One spelling for a name in either alphabet, whatever standard it is transliterated by: {@code Щеглова}, {@code
 * Shcheglova}, {@code Ščeglova} and {@code Scheglova} are all {@code seglova}. Sounds that some standard writes alike are one
 * letter, so that different names meet too.
 *
 * <p>Words that begin with a capital letter are found by terms that tell the alphabet they are printed in ({@code
 * ^c:seglova}); words are looked up in the other alphabet than the one they are typed in.
 */
public final class Transliteration {
    private static final String PRINTED_CYRILLIC = "^c:";
    private static final String PRINTED_LATIN = "^l:";
    private static final int LETTERS_MIN = 3;
    private static final int STEM_LETTERS_MIN = 4;
    private static final String VOWELS = "aeiou";

    private static final String CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя" + "әғқңөұүһіїєґў";
    private static final List<String> CYRILLIC_SOUNDS = List.of(
            "a", "b", "v", "g", "d", "e", "e", "z", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
            "f", "h", "c", "c", "s", "s", "", "i", "", "e", "iu", "ia", //
            "a", "g", "k", "n", "o", "u", "u", "h", "i", "i", "ie", "g", "u");

    /** Latin letters that stand for one sound together, longer ones first. */
    private static final List<Map.Entry<String, String>> LATIN_SOUNDS = List.of(
            Map.entry("shch", "s"),
            Map.entry("tsch", "c"),
            Map.entry("sch", "s"),
            Map.entry("šč", "s"),
            Map.entry("sh", "s"),
            Map.entry("zh", "z"),
            Map.entry("kh", "h"),
            Map.entry("gh", "g"),
            Map.entry("ch", "c"),
            Map.entry("ts", "c"),
            Map.entry("tz", "c"),
            Map.entry("ph", "f"),
            Map.entry("th", "t"),
            Map.entry("ck", "k"),
            Map.entry("x", "ks"),
            Map.entry("q", "k"),
            Map.entry("w", "v"),
            Map.entry("y", "i"),
            Map.entry("j", "i"));

    /** What some standard or person writes so and another otherwise: typed words are looked up both ways. */
    private static final List<Map.Entry<String, String>> AMBIGUOUS =
            List.of(Map.entry("(?:y|j|i)o", "e"), Map.entry("j", "zh"), Map.entry("x", "h"));

    private Transliteration() {}

    /**
     * How a typed word may be spelt in the other alphabet.
     *
     * @param whole terms of the word as it is typed
     * @param stems terms of the word without its ending, by which other cases of a name are met
     */
    public record Asked(Set<String> whole, Set<String> stems) {
        /** None. */
        public static final Asked NOTHING = new Asked(Set.of(), Set.of());

        public Asked {
            whole = Set.copyOf(whole);
            stems = Set.copyOf(stems);
        }
    }

    /** Whether it is one of the terms by which words are found in the other alphabet. */
    public static boolean isTerm(String term) {
        return term.startsWith("^");
    }

    /** The terms of a printed word: of itself and of its stems; none unless it begins with a capital letter. */
    static Set<String> printed(String word, Collection<String> stems) {
        if (!Character.isUpperCase(word.codePointAt(0)) || !hasLettersOnly(word)) {
            return Set.of();
        }
        return terms(word, stems, Folding.isCyrillic(Folding.fold(word)) ? PRINTED_CYRILLIC : PRINTED_LATIN);
    }

    /**
     * The terms by which a typed word is looked up where it is printed in the other alphabet.
     *
     * @param stems of the word, as terms
     */
    public static Asked asked(String word, Collection<String> stems) {
        if (!hasLettersOnly(word)) {
            return Asked.NOTHING;
        }
        if (Folding.isCyrillic(Folding.fold(word))) {
            Set<String> whole = terms(word, Set.of(), PRINTED_LATIN);
            Set<String> others = terms(word, stems, PRINTED_LATIN);
            others.removeAll(whole);
            return new Asked(whole, others);
        }
        String lower = Folding.lower(word);
        Set<String> spellings = new LinkedHashSet<>(Set.of(lower));
        AMBIGUOUS.forEach(other -> spellings.add(lower.replaceAll(other.getKey(), other.getValue())));
        Set<String> whole = new LinkedHashSet<>();
        Set<String> shorter = new LinkedHashSet<>();
        for (String spelling : spellings) {
            String sounds = sounds(spelling);
            add(whole, sounds, LETTERS_MIN, PRINTED_CYRILLIC);
            // In Latvian and Lithuanian the names of men end in s.
            String without = sounds.endsWith("s") ? sounds.substring(0, sounds.length() - 1) : sounds;
            add(shorter, without, STEM_LETTERS_MIN, PRINTED_CYRILLIC);
            add(shorter, withoutLastVowels(without), STEM_LETTERS_MIN, PRINTED_CYRILLIC);
        }
        shorter.removeAll(whole);
        return new Asked(whole, shorter);
    }

    private static String withoutLastVowels(String sounds) {
        int end = sounds.length();
        while (end > 0 && VOWELS.indexOf(sounds.charAt(end - 1)) >= 0) {
            end--;
        }
        return sounds.substring(0, end);
    }

    private static Set<String> terms(String word, Collection<String> stems, String alphabet) {
        Set<String> terms = new LinkedHashSet<>();
        add(terms, sounds(Folding.lower(word)), LETTERS_MIN, alphabet);
        for (String stem : stems) {
            add(terms, sounds(stem.substring(stem.indexOf(':') + 1)), STEM_LETTERS_MIN, alphabet);
        }
        return terms;
    }

    private static void add(Set<String> terms, String sounds, int lettersMin, String alphabet) {
        if (sounds.length() >= lettersMin) {
            terms.add(alphabet + sounds);
        }
    }

    /** Of a word in lower case, of either alphabet. */
    static String sounds(String lower) {
        String sounds = Folding.isCyrillic(lower) ? ofCyrillic(lower) : ofLatin(lower);
        return withoutDoubles(sounds.replace("ng", "n").replace("sc", "s")).replaceAll("i(?=[aeou])", "");
    }

    private static String ofCyrillic(String lower) {
        StringBuilder sounds = new StringBuilder();
        for (int i = 0; i < lower.length(); i++) {
            int at = CYRILLIC.indexOf(lower.charAt(i));
            if (at >= 0) {
                sounds.append(CYRILLIC_SOUNDS.get(at));
            }
        }
        return sounds.toString();
    }

    private static String ofLatin(String lower) {
        StringBuilder sounds = new StringBuilder();
        int at = 0;
        while (at < lower.length()) {
            int from = at;
            var sound = LATIN_SOUNDS.stream()
                    .filter(letters -> lower.startsWith(letters.getKey(), from))
                    .findFirst();
            sounds.append(
                    sound.map(Map.Entry::getValue).orElseGet(() -> Folding.fold(lower.substring(from, from + 1))));
            at += sound.map(letters -> letters.getKey().length()).orElse(1);
        }
        return sounds.toString();
    }

    private static String withoutDoubles(String sounds) {
        StringBuilder single = new StringBuilder();
        for (int i = 0; i < sounds.length(); i++) {
            if (i == 0 || sounds.charAt(i) != sounds.charAt(i - 1)) {
                single.append(sounds.charAt(i));
            }
        }
        return single.toString();
    }

    private static boolean hasLettersOnly(String word) {
        String folded = Folding.fold(word);
        return folded.length() >= LETTERS_MIN
                && (Folding.isCyrillic(folded) || Folding.isLatin(folded))
                && folded.codePoints().allMatch(Character::isLetter);
    }
}
