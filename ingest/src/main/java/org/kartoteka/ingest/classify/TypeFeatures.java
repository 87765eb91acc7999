package org.kartoteka.ingest.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kartoteka.ingest.language.Folding;
import org.kartoteka.ingest.linear.FeatureBag;
import org.kartoteka.ingest.linear.FeatureVector;

/**
 * What the type of a document is judged by: words, pairs of words and parts of words, without accents, once for the whole
 * text and once more for its head (large lines and short lines near the top).
 *
 * @param words printed words with the buckets they fed, for explanations
 */
public record TypeFeatures(FeatureVector vector, Map<String, List<Integer>> words) {
    /** Width of the hashed feature space. */
    public static final int BITS = 17;

    private static final int WORDS_MAX = 2_500;
    private static final int HEAD_LINES = 16;
    private static final int HEAD_WORDS_MAX = 7;
    private static final int PART_LENGTH = 4;
    private static final float HEAD_SCALE = 0.8f;
    private static final Pattern AMOUNT = Pattern.compile("\\p{Sc}?\\d{1,3}(?:[ .,]?\\d{3})*[.,]\\d{2}");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    /** Features of a document's lines, in order of its pages. */
    public static TypeFeatures of(List<TextLine> lines) {
        Collector body = new Collector(false);
        Collector head = new Collector(true);
        int seen = 0;
        for (TextLine line : lines) {
            if (line.text().isBlank()) {
                continue;
            }
            String[] words = SPACES.split(line.text().strip());
            body.line(words);
            boolean atTop = seen++ < HEAD_LINES && words.length <= HEAD_WORDS_MAX;
            if ((line.large() && words.length <= 2 * HEAD_WORDS_MAX) || atTop) {
                head.line(words);
                if (line.large() || isCapitals(line.text())) {
                    head.line(words);
                }
            }
            if (body.count > WORDS_MAX) {
                break;
            }
        }
        Map<String, List<Integer>> buckets = new LinkedHashMap<>(body.words);
        head.words.forEach((word, more) -> buckets.merge(word, more, (a, b) -> {
            List<Integer> both = new ArrayList<>(a);
            both.addAll(b);
            return both;
        }));
        FeatureVector vector = FeatureVector.sum(body.bag.toVector(), 1, head.bag.toVector(), HEAD_SCALE);
        return new TypeFeatures(vector, buckets);
    }

    private static boolean isCapitals(String text) {
        long letters = text.chars().filter(Character::isLetter).count();
        return letters > 3 && text.chars().filter(Character::isUpperCase).count() > 0.8 * letters;
    }

    private static final class Collector {
        private final FeatureBag bag = new FeatureBag(BITS);
        private final Map<String, List<Integer>> words = new LinkedHashMap<>();
        private final char wordKind;
        private final char pairKind;
        private final char partKind;
        private int count;

        Collector(boolean head) {
            wordKind = head ? 'W' : 'w';
            pairKind = head ? 'P' : 'p';
            partKind = head ? 'C' : 'c';
        }

        void line(String[] printedWords) {
            String before = "^";
            for (String printed : printedWords) {
                String trimmed = EDGES.matcher(printed).replaceAll("");
                if (trimmed.isEmpty()) {
                    continue;
                }
                count++;
                String plain = plain(trimmed);
                List<Integer> buckets = words.computeIfAbsent(trimmed, _ -> new ArrayList<>());
                buckets.add(bag.add(wordKind, plain, 1));
                bag.add(pairKind, before + ' ' + plain, 0.5f);
                if (plain.length() > PART_LENGTH && Character.isLetter(plain.charAt(0))) {
                    String bounded = '_' + plain + '_';
                    for (int i = 0; i + PART_LENGTH <= bounded.length(); i++) {
                        buckets.add(bag.add(partKind, bounded.substring(i, i + PART_LENGTH), 0.25f));
                    }
                }
                before = plain;
            }
            bag.add(pairKind, before + " $", 0.5f);
        }

        private static String plain(String word) {
            if (AMOUNT.matcher(word).matches()) {
                return "0,00";
            }
            if (word.chars().anyMatch(Character::isDigit)) {
                return word.chars().allMatch(Character::isDigit) ? "0" : "0x";
            }
            return Folding.fold(word);
        }
    }
}
