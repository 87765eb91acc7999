package org.kartoteka.ingest.field;

import org.kartoteka.ingest.language.Folding;

/** Compares names of persons and firms. */
public final class Names {
    private static final double DISTANCE_SHARE_MAX = 0.2;

    private Names() {}

    /** Whether two names are of one person or firm, but for inflection, initials, order, and what recognition does to letters. */
    public static boolean agree(String one, String other) {
        String left = plain(one);
        String right = plain(other);
        int allowed = (int) (DISTANCE_SHARE_MAX * Math.max(left.length(), right.length()));
        return NameForms.sameName(one, other)
                || (Math.min(left.length(), right.length()) > 3 && Tokens.distance(left, right, allowed) <= allowed);
    }

    private static String plain(String name) {
        return Folding.fold(name).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
