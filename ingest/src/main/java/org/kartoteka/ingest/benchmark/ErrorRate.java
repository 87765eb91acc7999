package org.kartoteka.ingest.benchmark;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a text read is from the truth: edits needed, against the length of the truth. Both are NFC, with all white space
 * folded to single spaces.
 *
 * @param edits insertions, deletions and substitutions
 * @param length of the truth
 */
public record ErrorRate(long edits, long length) {
    public static final ErrorRate NONE = new ErrorRate(0, 0);

    /** By characters. */
    public static ErrorRate ofCharacters(String truth, String read) {
        int[] expected = folded(truth).codePoints().toArray();
        int[] found = folded(read).codePoints().toArray();
        return new ErrorRate(distance(expected, found), expected.length);
    }

    /** By words. */
    public static ErrorRate ofWords(String truth, String read) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] expected = words(truth, numbers);
        int[] found = words(read, numbers);
        return new ErrorRate(distance(expected, found), expected.length);
    }

    /** Edits per unit of truth, 0 to 1 or more. */
    public double rate() {
        return length == 0 ? 0 : (double) edits / length;
    }

    public ErrorRate plus(ErrorRate other) {
        return new ErrorRate(edits + other.edits, length + other.length);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\s\\u00a0\\u2007\\u202f]+", " ")
                .strip();
    }

    private static int[] words(String text, Map<String, Integer> numbers) {
        List<Integer> words = new ArrayList<>();
        for (String word : folded(text).split(" ")) {
            if (!word.isEmpty()) {
                words.add(numbers.computeIfAbsent(word, key -> numbers.size()));
            }
        }
        return words.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int distance(int[] expected, int[] found) {
        int[] row = new int[found.length + 1];
        for (int j = 0; j <= found.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= expected.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= found.length; j++) {
                int above = row[j];
                int cost = expected[i - 1] == found[j - 1] ? 0 : 1;
                row[j] = Math.min(diagonal + cost, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[found.length];
    }
}
