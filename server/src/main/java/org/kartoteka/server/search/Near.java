package org.kartoteka.server.search;

import org.kartoteka.analysis.Token;

/**
 * Words that recognition may have made of another: a letter or two replaced, lost, added or swapped, not the first one.
 * Stems forgive one letter, so that an inflected word with an error is found too.
 */
public final class Near {
    /** Shorter stems are too much like others. */
    private static final int STEM_LETTERS_MIN = 6;

    private static final int STEM_LETTERS_FORGIVING_MIN = 4;
    private static final int FREE_START_LETTERS_MIN = 5;

    private Near() {}

    /**
     * What may be wrong.
     *
     * @param letters of the word, 0 to 2
     * @param more shorter stems forgive a letter too, and of all but the shortest words the first letter may be wrong
     */
    public record Errors(int letters, boolean more) {
        static final Errors NONE = new Errors(0, false);
    }

    /** How many letters may be wrong in a stem such as {@code ~lv:ligum}. */
    public static int stemEdits(String stem, Errors word) {
        int lettersMin = word.more() ? STEM_LETTERS_FORGIVING_MIN : STEM_LETTERS_MIN;
        return word.letters() > 0 && stem.length() - bodyStart(stem) >= lettersMin ? 1 : 0;
    }

    /** How many chars of a term must be right: its language and, unless much is forgiven, its first letter. */
    public static int rightPrefix(String term, Errors word) {
        int start = bodyStart(term);
        return word.more() && term.length() - start >= FREE_START_LETTERS_MIN ? start : start + 1;
    }

    static boolean isNear(Clause.OneWord word, Token token) {
        Errors errors = word.errors();
        if (isWithin(word.exact(), token.folded(), errors.letters(), rightPrefix(word.exact(), errors))) {
            return true;
        }
        for (String stem : word.stems()) {
            int edits = stemEdits(stem, errors);
            if (edits == 0) {
                continue;
            }
            for (Token.Term term : token.terms()) {
                if (isWithin(stem, term.text(), edits, rightPrefix(stem, errors))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Optimal string alignment distance, with the beginning that must be right. */
    static boolean isWithin(String wanted, String found, int edits, int right) {
        if (Math.abs(wanted.length() - found.length()) > edits || !found.startsWith(wanted.substring(0, right))) {
            return false;
        }
        return distance(wanted.substring(right), found.substring(right)) <= edits;
    }

    private static int distance(String a, String b) {
        int[][] costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : cheapest(costs, i, j, a, b);
            }
        }
        return costs[a.length()][b.length()];
    }

    private static int cheapest(int[][] costs, int i, int j, String a, String b) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int cost = Math.min(costs[i - 1][j - 1] + (same ? 0 : 1), Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
    }

    private static int bodyStart(String term) {
        return term.indexOf(':') + 1;
    }
}
