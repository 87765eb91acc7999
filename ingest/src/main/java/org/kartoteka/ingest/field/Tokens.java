package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import org.kartoteka.ingest.language.Folding;

/** Words of a line for comparing with labels: folded, without punctuation, with their place. */
final class Tokens {
    /** @param from where it begins in the line's text, {@code to} where it ends */
    record Token(String folded, int from, int to) {}

    private Tokens() {}

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean part = i < text.length() && isPart(text.charAt(i));
            if (part && from < 0) {
                from = i;
            } else if (!part && from >= 0) {
                tokens.add(new Token(Folding.fold(text.substring(from, i)), from, i));
                from = -1;
            }
        }
        return tokens;
    }

    /** Words of a label; stars stay. */
    static List<String> words(String label) {
        List<String> words = new ArrayList<>();
        for (String word : label.strip().split("\\s+")) {
            words.add(Folding.fold(word));
        }
        return words;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '№' || c == '#';
    }

    /** Whether a word of a line is the word of a label, but for what recognition does to letters. */
    static boolean matches(String word, String label) {
        if (label.equals("*")) {
            return true;
        }
        if (label.endsWith("*")) {
            String stem = label.substring(0, label.length() - 1);
            if (word.length() < stem.length()) {
                return false;
            }
            return near(word.substring(0, stem.length()), stem);
        }
        if (label.equals("№")) {
            return word.equals("№") || word.equals("no") || word.equals("n") || word.equals("nо");
        }
        return near(word, label);
    }

    private static boolean near(String word, String label) {
        if (word.equals(label)) {
            return true;
        }
        int allowed = label.length() >= 10 ? 2 : label.length() >= 6 ? 1 : 0;
        return allowed > 0
                && Math.abs(word.length() - label.length()) <= allowed
                && (word.charAt(0) == label.charAt(0)
                        || word.charAt(word.length() - 1) == label.charAt(label.length() - 1))
                && distance(word, label, allowed) <= allowed;
    }

    /** Edits between two words, or more than {@code limit}. */
    static int distance(String a, String b, int limit) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
                least = Math.min(least, now[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            before = now;
        }
        return before[b.length()];
    }
}
