package org.kartoteka.server.benchmark.scale;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes words that look like those of a language: each letter is drawn from those that follow the three letters before it in
 * known words (a Markov chain of third order). The same words and seed give the same words.
 */
final class MadeWords {
    private static final int ORDER = 3;
    private static final int LENGTH_MIN = 3;
    private static final int LENGTH_MAX = 18;
    private static final char START = '^';
    private static final char END = '$';

    private final Map<String, List<Character>> next = new HashMap<>();

    MadeWords(Iterable<String> known) {
        for (String word : known) {
            String framed = String.valueOf(START).repeat(ORDER) + word + END;
            for (int i = ORDER; i < framed.length(); i++) {
                next.computeIfAbsent(framed.substring(i - ORDER, i), letters -> new ArrayList<>())
                        .add(framed.charAt(i));
            }
        }
    }

    /** So many words, all different and none among {@code except}; fewer where the chain runs dry. */
    List<String> make(int count, Set<String> except, SplittableRandom random) {
        Set<String> made = new LinkedHashSet<>();
        long tries = 0;
        while (made.size() < count && tries++ < 50L * count) {
            String word = word(random);
            if (word.length() >= LENGTH_MIN && !except.contains(word)) {
                made.add(word);
            }
        }
        return List.copyOf(made);
    }

    private String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder(String.valueOf(START).repeat(ORDER));
        while (word.length() < ORDER + LENGTH_MAX) {
            List<Character> letters = next.getOrDefault(word.substring(word.length() - ORDER), List.of(END));
            char letter = letters.get(random.nextInt(letters.size()));
            if (letter == END) {
                break;
            }
            word.append(letter);
        }
        return word.substring(ORDER);
    }
}
