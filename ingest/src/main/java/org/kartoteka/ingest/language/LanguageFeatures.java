package org.kartoteka.ingest.language;

import java.text.Normalizer;
import java.util.Locale;
import org.kartoteka.ingest.linear.FeatureBag;
import org.kartoteka.ingest.linear.FeatureVector;

/**
 * What language identification looks at: runs of one to four letters, as printed and folded, so that text which lost its
 * accents still tells.
 */
public final class LanguageFeatures {
    /** Width of the hashed feature space. */
    public static final int BITS = 15;

    private static final int CHARS_MAX = 6_000;
    private static final int RUN_MAX = 4;

    private LanguageFeatures() {}

    /** Features of a text; only its first letters count if it is long. */
    public static FeatureVector of(String text) {
        String composed = Normalizer.normalize(
                text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text, Normalizer.Form.NFC);
        FeatureBag bag = new FeatureBag(BITS);
        addRuns(bag, 'p', words(composed.toLowerCase(Locale.ROOT)));
        addRuns(bag, 'f', words(Folding.fold(composed)));
        return bag.toVector();
    }

    private static String words(String text) {
        StringBuilder out = new StringBuilder(" ");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                out.append(c);
            } else if (out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.append(' ').toString();
    }

    private static void addRuns(FeatureBag bag, char kind, String words) {
        for (int length = 1; length <= RUN_MAX; length++) {
            for (int i = 0; i + length <= words.length(); i++) {
                String run = words.substring(i, i + length);
                if (!run.isBlank() && (length < 3 || run.lastIndexOf(' ', length - 2) < 1)) {
                    bag.add(kind, run, 1);
                }
            }
        }
    }
}
