package org.kartoteka.ingest.language;

import java.text.Normalizer;
import java.util.Locale;

/** Plain forms of words: small letters without accents, Kazakh letters as the Russian ones they are mistaken for. */
public final class Folding {
    private static final String KAZAKH = "әғқңөұүһі";
    private static final String PLAIN = "агкноуухи";

    private Folding() {}

    /** The text in small letters without accents. Its length may differ from the given one's. */
    public static String fold(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        StringBuilder out = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            int kazakh = c < 0x400 ? -1 : KAZAKH.indexOf(c);
            out.append(kazakh < 0 ? c : PLAIN.charAt(kazakh));
        }
        return out.toString();
    }
}
