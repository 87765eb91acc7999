package org.kartoteka.server.benchmark.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of one language, by how often they are used: first those of real sentences, then made-up ones. The word of rank
 * {@code r} is drawn with a chance in proportion to {@code 1 / (r + 2.7)} (Zipf's law as Mandelbrot mended it, exponent 1).
 */
final class Vocabulary {
    private static final double SHIFT = 2.7;
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern NO_TEXT = Pattern.compile("\\{\\w+}|^\\[\\w+]$", Pattern.MULTILINE);

    private final String language;
    private final List<String> words;
    private final double[] upTo;

    private Vocabulary(String language, List<String> words) {
        this.language = language;
        this.words = List.copyOf(words);
        upTo = new double[words.size()];
        double sum = 0;
        for (int rank = 0; rank < upTo.length; rank++) {
            sum += 1 / (rank + SHIFT);
            upTo[rank] = sum;
        }
    }

    /** Of the sentences in a folder, with made-up words up to {@code size} in all. */
    static Vocabulary of(String language, Path sentences, int size, long seed) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (Stream<Path> files = Files.list(sentences)) {
            for (Path file : files.sorted().toList()) {
                Matcher word =
                        WORD.matcher(NO_TEXT.matcher(Files.readString(file)).replaceAll(" "));
                while (word.find()) {
                    counts.merge(word.group().toLowerCase(Locale.ROOT), 1, Integer::sum);
                }
            }
        }
        List<String> known = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> words = new ArrayList<>(known);
        words.addAll(new MadeWords(known).make(size - known.size(), new HashSet<>(known), new SplittableRandom(seed)));
        return new Vocabulary(language, words);
    }

    String language() {
        return language;
    }

    /** A word as it is met in a text. */
    String draw(SplittableRandom random) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int found = Arrays.binarySearch(upTo, at);
        return words.get(Math.min(found < 0 ? -found - 1 : found, words.size() - 1));
    }

    /** A word of a rank from {@code from} to below {@code to}, each as likely; ranks count from 0. */
    String between(int from, int to, SplittableRandom random) {
        return words.get(Math.min(words.size() - 1, random.nextInt(from, to)));
    }
}
