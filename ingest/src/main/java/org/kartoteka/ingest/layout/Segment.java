package org.kartoteka.ingest.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kartoteka.ingest.PageResult.Word;

/**
 * Words of one line without a wide gap between them: a cell of a table, a line of a column, a label or its value.
 *
 * @param middle height of its middle on the page, with the lean of the page taken out
 * @param height of its letters
 */
record Segment(List<Word> words, int left, int right, double middle, double height) {
    /** A gap of so many heights of letters ends a segment. */
    static final double GAP_HEIGHTS = 1.8;

    private static final int WORDS_TO_SHOW_LEAN = 4;
    private static final int SPAN_TO_SHOW_LEAN = 250;
    private static final int LINES_TO_SHOW_LEAN = 3;

    Segment {
        words = List.copyOf(words);
    }

    /** Cuts lines into segments. */
    static List<Segment> of(List<Word> words) {
        Map<Integer, List<Word>> lines = new LinkedHashMap<>();
        words.forEach(word ->
                lines.computeIfAbsent(word.line(), _ -> new ArrayList<>()).add(word));
        lines.values().forEach(line -> line.sort(Comparator.comparingInt(Word::x)));
        double lean = lean(lines.values().stream().toList());
        List<Segment> segments = new ArrayList<>();
        for (List<Word> line : lines.values()) {
            double height = Numbers.median(line.stream().mapToDouble(Word::height));
            int from = 0;
            for (int to = 1; to <= line.size(); to++) {
                boolean ends = to == line.size() || line.get(to).x() - right(line.get(to - 1)) > GAP_HEIGHTS * height;
                if (ends) {
                    segments.add(segment(line.subList(from, to), lean));
                    from = to;
                }
            }
        }
        return segments;
    }

    private static Segment segment(List<Word> words, double lean) {
        return new Segment(
                words,
                words.getFirst().x(),
                words.stream().mapToInt(Segment::right).max().orElse(0),
                Numbers.median(words.stream()
                        .mapToDouble(word -> middle(word) - lean * (word.x() + word.width() / 2.0))),
                Numbers.median(words.stream().mapToDouble(Word::height)));
    }

    /** How far lines sink for each pixel to the right; 0 where too few are long enough to tell. */
    private static double lean(List<List<Word>> lines) {
        List<Double> leans = new ArrayList<>();
        for (List<Word> line : lines) {
            int third = Math.max(1, line.size() / 3);
            if (line.size() < WORDS_TO_SHOW_LEAN
                    || line.getLast().x() - line.getFirst().x() < SPAN_TO_SHOW_LEAN) {
                continue;
            }
            List<Word> first = line.subList(0, third);
            List<Word> last = line.subList(line.size() - third, line.size());
            double across = across(last) - across(first);
            leans.add((middle(last) - middle(first)) / across);
        }
        return leans.size() < LINES_TO_SHOW_LEAN
                ? 0
                : Numbers.median(leans.stream().mapToDouble(Double::doubleValue));
    }

    private static double across(List<Word> words) {
        return words.stream()
                .mapToDouble(word -> word.x() + word.width() / 2.0)
                .average()
                .orElse(0);
    }

    private static double middle(List<Word> words) {
        return Numbers.median(words.stream().mapToDouble(Segment::middle));
    }

    private static double middle(Word word) {
        return word.y() + word.height() / 2.0;
    }

    private static int right(Word word) {
        return word.x() + word.width();
    }

    /** Letters and the spaces between words. */
    int characters() {
        return words.stream().mapToInt(word -> word.text().length()).sum() + words.size() - 1;
    }

    String text() {
        return String.join(" ", words.stream().map(Word::text).toList());
    }

    /** By how much both stand over each other; negative where there is a gap between them. */
    int overlap(Segment other) {
        return Math.min(right, other.right) - Math.max(left, other.left);
    }
}
