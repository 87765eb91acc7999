package org.kartoteka.analysis;

import java.util.List;
import java.util.Optional;

/**
 * Takes case, possessive and plural endings off Kazakh nouns, in that order, one of each.
 *
 * <p>Works on folded words whose Kazakh letters are already written as the Russian ones they look like. Which ending may
 * follow which sound is respected (assimilation), so that {@code шарты} loses {@code ы}, not {@code ты}.
 */
final class KazakhStemmer {
    private static final int STEM_MIN = 3;
    private static final String VOWELS = "аеиоуыэюя";
    private static final String VOICELESS = "птксшщфхцчбвгд";
    private static final List<String> CASES = List.of(
            "нын", "нин", "дын", "дин", "тын", "тин", "нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "мен",
            "бен", "пен", "ны", "ни", "ды", "ди", "ты", "ти", "га", "ге", "ка", "ке", "на", "не", "да", "де", "та",
            "те");
    private static final List<String> POSSESSIVES = List.of(
            "ымыз", "имиз", "ыныз", "иниз", "мыз", "миз", "ныз", "низ", "сын", "син", "ым", "им", "ын", "ин", "сы",
            "си", "ы", "и");
    private static final List<String> PLURALS = List.of("лар", "лер", "дар", "дер", "тар", "тер");

    private KazakhStemmer() {}

    static String stem(String word) {
        return without(without(without(word, CASES), POSSESSIVES), PLURALS);
    }

    private static String without(String word, List<String> endings) {
        Optional<String> ending = endings.stream()
                .filter(end -> word.endsWith(end) && fits(word, word.length() - end.length(), end))
                .findFirst();
        return ending.map(end -> word.substring(0, word.length() - end.length()))
                .orElse(word);
    }

    private static boolean fits(String word, int at, String ending) {
        if (at < STEM_MIN) {
            return false;
        }
        char before = word.charAt(at - 1);
        boolean vowel = VOWELS.indexOf(before) >= 0;
        boolean voiceless = VOICELESS.indexOf(before) >= 0;
        return switch (ending.charAt(0)) {
            case 'т', 'к', 'п' -> voiceless;
            case 'д', 'г' -> !voiceless;
            case 'н' -> vowel || before == 'м' || before == 'н';
            case 'л', 'м' -> vowel || !voiceless;
            case 'с' -> vowel;
            case 'ы', 'и' -> !vowel;
            default -> true;
        };
    }
}
