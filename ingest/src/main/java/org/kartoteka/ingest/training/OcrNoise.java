package org.kartoteka.ingest.training;

import java.util.Map;
import java.util.Random;
import org.kartoteka.ingest.language.Folding;

/** Spoils text as recognition does: letters taken for others, accents lost, spaces lost and found. */
public final class OcrNoise {
    private static final Map<Character, String> CONFUSED = Map.ofEntries(
            Map.entry('l', "1Ii|"),
            Map.entry('i', "1lj"),
            Map.entry('o', "0eca"),
            Map.entry('e', "co"),
            Map.entry('a', "ood"),
            Map.entry('s', "5z"),
            Map.entry('S', "5"),
            Map.entry('B', "8"),
            Map.entry('u', "nv"),
            Map.entry('n', "ur"),
            Map.entry('m', "nr"),
            Map.entry('t', "fl"),
            Map.entry('O', "0Q"),
            Map.entry('0', "Oo"),
            Map.entry('1', "lI"),
            Map.entry('5', "S"),
            Map.entry('8', "B"),
            Map.entry('о', "0са"),
            Map.entry('а', "ол"),
            Map.entry('е', "со"),
            Map.entry('и', "нп"),
            Map.entry('н', "ип"),
            Map.entry('п', "ли"),
            Map.entry('ш', "пи"),
            Map.entry('щ', "шп"),
            Map.entry('л', "пд"),
            Map.entry('т', "гп"),
            Map.entry('в', "8н"),
            Map.entry('з', "3э"),
            Map.entry('ы', "ь"),
            Map.entry('б', "6"));

    /** How Kazakh letters come out of a model that only knows Russian ones. */
    private static final Map<Character, String> KAZAKH_AS_RUSSIAN =
            Map.of('ә', "аэ", 'ғ', "гт", 'қ', "к", 'ң', "н", 'ө', "ое", 'ұ', "у", 'ү', "уч", 'һ', "нп", 'і', "1и|i!");

    private final Random random;

    public OcrNoise(Random random) {
        this.random = random;
    }

    /** Text as a model for another language of the same script would have read it: letters it lacks become plain ones. */
    String readByWrongModel(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String kazakh = KAZAKH_AS_RUSSIAN.get(Character.toLowerCase(c));
            if (kazakh != null) {
                out.append(kazakh.charAt(random.nextInt(kazakh.length())));
            } else if (c > 127 && c < 0x250) {
                String plain = Folding.fold(String.valueOf(c));
                out.append(
                        random.nextInt(6) == 0
                                ? ""
                                : Character.isUpperCase(c) ? plain.toUpperCase(java.util.Locale.ROOT) : plain);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * Text as a tired scanner gives it.
     *
     * @param rate share of spoilt letters, 0 to 1
     */
    public String spoil(String text, double rate) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || random.nextDouble() >= rate) {
                out.append(c);
                continue;
            }
            String confused = CONFUSED.get(c);
            if (confused != null) {
                out.append(confused.charAt(random.nextInt(confused.length())));
            } else if (c > 127 && random.nextBoolean()) {
                out.append(Folding.fold(String.valueOf(c)));
            } else {
                appendOddity(out, c);
            }
        }
        return out.toString();
    }

    private void appendOddity(StringBuilder out, char c) {
        switch (random.nextInt(5)) {
            case 0 -> out.append(c).append(' ');
            case 1 -> out.append(c).append(".,'`~-".charAt(random.nextInt(6)));
            case 2 -> out.append(c).append(c);
            case 3 -> out.append(' ');
            default -> {
                // the letter is lost
            }
        }
    }
}
