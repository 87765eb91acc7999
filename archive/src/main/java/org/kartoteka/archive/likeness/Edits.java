package org.kartoteka.archive.likeness;

/** How far one reading of a word is from another. */
final class Edits {
    private Edits() {}

    /** Whether at most a quarter of the letters, and one in any case, was put in, left out or taken for another. */
    static boolean few(String one, String other) {
        int most = Math.max(1, Math.min(one.length(), other.length()) / 4);
        return within(one, other, most);
    }

    /** Whether the Levenshtein distance is at most {@code most}. */
    static boolean within(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return false;
        }
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, Math.min(before[j], now[j - 1]) + 1);
                least = Math.min(least, now[j]);
            }
            if (least > most) {
                return false;
            }
            before = now;
        }
        return before[other.length()] <= most;
    }
}
