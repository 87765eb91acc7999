package org.kartoteka.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes case, possessive and plural endings off Kazakh nouns, in that order, none or one of each, in every way that the sounds
 * allow.
 *
 * <p>Whether {@code ым} is an ending or the end of the noun ({@code шотым}, {@code шағым}) cannot be told without a
 * dictionary, so a word has as many stems as it has readings, the word itself among them: two forms of a noun have the noun in
 * common. The price is that a form of one noun that looks like another noun meets both.
 *
 * <p>Works on folded words whose Kazakh letters are already written as the Russian ones they look like. So {@code и} is a
 * vowel or й, and {@code у} a vowel or not.
 */
final class KazakhStemmer {
    private static final int STEM_MIN = 3;
    private static final String VOWEL = "аеиоуыэюя";
    private static final String VOICELESS = "птксшщфхцчбвгд";
    private static final String VOICED = VOWEL + "лмнрзжь";
    private static final String CONSONANT = VOICELESS + "лмнрзжьиу";

    /** An ending, and the letters it may follow (assimilation). */
    private record Ending(String text, String after) {
        static Stream<Ending> all(String texts, String after) {
            return Stream.of(texts.split(" ")).map(text -> new Ending(text, after));
        }

        boolean ends(String word) {
            int at = word.length() - text.length();
            return at >= STEM_MIN && word.endsWith(text) && after.indexOf(word.charAt(at - 1)) >= 0;
        }
    }

    /** Also with the adjective that is made of the locative: {@code шарттағы}. */
    private static final List<Ending> CASES = Stream.of(
                    Ending.all("тын тин ты ти ка ке та те тан тен тагы теги пен", VOICELESS),
                    Ending.all("га ге да де дагы деги", VOICED),
                    Ending.all("дын дин ды ди", "лмнрзжьиу"),
                    Ending.all("дан ден", VOWEL + "лрзжь"),
                    Ending.all("нын нин", VOWEL + "мн"),
                    Ending.all("ны ни", VOWEL),
                    Ending.all("нан нен", "мныи"),
                    Ending.all("на не нда нде ндагы ндеги", "ыи"),
                    Ending.all("мен", VOWEL + "лмнрь"),
                    Ending.all("бен", "зж"))
            .flatMap(endings -> endings)
            .toList();

    /** Also with the dative that follows no other ending: {@code шотыма}. */
    private static final List<Ending> POSSESSIVES = Stream.of(
                    Ending.all("ымыз имиз ыныз иниз ыма име ына ине ым им ын ин ы и", CONSONANT),
                    Ending.all("мыз миз ныз низ сын син сы си", VOWEL),
                    Ending.all("м н", "ае"))
            .flatMap(endings -> endings)
            .toList();

    private static final List<Ending> PLURALS = Stream.of(
                    Ending.all("лар лер", VOWEL + "р"),
                    Ending.all("дар дер", "лмнзжь"),
                    Ending.all("тар тер", VOICELESS))
            .flatMap(endings -> endings)
            .toList();

    private KazakhStemmer() {}

    /** The stems, at least one. */
    static Set<String> stems(String word) {
        Set<String> readings =
                withAndWithout(PLURALS, withAndWithout(POSSESSIVES, withAndWithout(CASES, Set.of(word))));
        return readings.stream().map(KazakhStemmer::hardened).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> withAndWithout(List<Ending> endings, Set<String> words) {
        Set<String> all = new LinkedHashSet<>(words);
        for (String word : words) {
            for (Ending ending : endings) {
                if (ending.ends(word)) {
                    all.add(word.substring(0, word.length() - ending.text().length()));
                }
            }
        }
        return all;
    }

    /** Before a vowel к, қ and п become г, ғ and б: {@code сұрақ}, {@code сұрағы}. */
    private static String hardened(String stem) {
        int last = stem.length() - 1;
        return switch (stem.charAt(last)) {
            case 'г' -> stem.substring(0, last) + 'к';
            case 'б' -> stem.substring(0, last) + 'п';
            default -> stem;
        };
    }
}
