package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.field.FieldRule.Label;
import org.kartoteka.ingest.field.FieldRule.Strength;
import org.kartoteka.ingest.field.Tokens.Token;

/**
 * Labels of one rule on the lines of one page, and which of them is next to a value: before it in its line, at the end of
 * the line above, over it, or right behind it. The nearest one counts, also if it says that the value is something else.
 */
final class Labels {
    private static final int BEFORE_CHARS_MAX = 45;
    private static final int AFTER_CHARS_MAX = 3;
    private static final int WRAP_CHARS_MAX = 14;
    private static final double ABOVE_HEIGHTS_MAX = 2.6;
    private static final int TAIL_WORDS = 3;

    /** Other sums of the same row of a table, with their currencies. */
    private static final Pattern ROW_OF_SUMS = Pattern.compile(
            "[\\s:–-]*(?:\\p{Lu}?\\p{L}{0,3}\\.? ?\\d[\\d .,]*\\d{2}\\s*\\p{L}{0,3}[\\s|]+)+(?:\\p{Lu}?\\p{L}{0,2} ?)?");

    /** A caption under a line to be filled in is printed smaller than what is filled in. */
    private static final double CAPTION_HEIGHT = 0.8;

    /** A label over a value must be most of its cell: other words make it a sentence. */
    private static final double CELL_SHARE_MIN = 0.6;

    /** @param quality of the place, 0 to 1 */
    record Near(Strength strength, double quality) {}

    private record Hit(Strength strength, int from, int to, int words) {}

    private final List<PageLine> lines;
    private final FieldRule rule;
    private final Map<Integer, List<Hit>> hits = new HashMap<>();

    Labels(FieldRule rule, List<PageLine> lines) {
        this.rule = rule;
        this.lines = lines;
    }

    Optional<Near> near(FoundValue value) {
        Optional<Near> same = before(value);
        if (same.isPresent()) {
            return same;
        }
        Optional<Near> wrapped = wrapped(value);
        if (wrapped.isPresent()) {
            return wrapped;
        }
        Optional<Near> above = above(value);
        return above.isPresent() ? above : after(value);
    }

    /**
     * The label that says whose value a whole cell is: just before it, in the cell before it, over it, or as a caption below
     * it. Unlike {@link #near}, words between the two part them.
     */
    Optional<Near> beside(FoundValue value) {
        String text = value.line().text();
        Hit best = null;
        for (Hit hit : hits(value.line())) {
            String between = hit.to <= value.from() ? text.substring(hit.to, value.from()) : "x";
            String tail = between.substring(between.lastIndexOf('\t') + 1);
            boolean direct = between.chars().noneMatch(Character::isLetterOrDigit);
            boolean cellBefore = between.indexOf('\t') >= 0
                    && between.indexOf('\t') == between.lastIndexOf('\t')
                    && tail.chars().noneMatch(Character::isLetterOrDigit)
                    && fillsCell(text, hit);
            if ((direct || cellBefore)
                    && (best == null || hit.to > best.to || (hit.to == best.to && hit.words > best.words))) {
                best = hit;
            }
        }
        if (best != null) {
            return Optional.of(new Near(best.strength, 1));
        }
        Optional<Near> above = above(value);
        return above.isPresent() ? above : captionBelow(value);
    }

    /** A label in brackets or in smaller print right below the value. */
    private Optional<Near> captionBelow(FoundValue value) {
        int next = value.line().position() + 1;
        List<Word> words = value.line().wordsBetween(value.from(), value.to());
        if (next >= lines.size() || words.isEmpty()) {
            return Optional.empty();
        }
        PageLine line = lines.get(next);
        int left = words.getFirst().x();
        int right = words.getLast().x() + words.getLast().width();
        int height = words.stream().mapToInt(Word::height).max().orElse(1);
        for (Hit hit : hits(line)) {
            List<Word> label = line.wordsBetween(hit.from, hit.to);
            boolean bracketed = hit.from > 0 && line.text().charAt(hit.from - 1) == '(';
            boolean small = label.stream().mapToInt(Word::height).max().orElse(height) < CAPTION_HEIGHT * height;
            boolean under = !label.isEmpty()
                    && label.getFirst().x() < right
                    && left < label.getLast().x() + label.getLast().width();
            if (under && (bracketed || small) && fillsCell(line.text(), hit)) {
                return Optional.of(new Near(hit.strength, 0.9));
            }
        }
        return Optional.empty();
    }

    /** The most a value can score where its line says that what follows is the operator's own. */
    double ownScore(FoundValue value) {
        return hits(value.line()).stream()
                .filter(hit -> hit.to <= value.from())
                .filter(hit -> hit.strength == Strength.OWN || hit.strength == Strength.OWN_ELSEWHERE)
                .mapToDouble(hit -> hit.strength.score())
                .min()
                .orElse(Double.MAX_VALUE);
    }

    private Optional<Near> before(FoundValue value) {
        String text = value.line().text();
        Hit best = null;
        for (Hit hit : hits(value.line())) {
            boolean fits = hit.to <= value.from() && value.from() - hit.to <= BEFORE_CHARS_MAX;
            if (fits && (best == null || hit.to > best.to || (hit.to == best.to && hit.words > best.words))) {
                best = hit;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        String between = text.substring(best.to, value.from());
        boolean direct = between.chars().noneMatch(Character::isLetterOrDigit)
                || ROW_OF_SUMS.matcher(between).matches();
        double quality = direct ? 1 : Math.max(0.55, 0.9 - 0.01 * between.length());
        return Optional.of(new Near(best.strength, quality));
    }

    private Optional<Near> after(FoundValue value) {
        for (Hit hit : hits(value.line())) {
            if (hit.from >= value.to() && hit.from - value.to() <= AFTER_CHARS_MAX && hit.strength != Strength.NOT) {
                return Optional.of(new Near(hit.strength, 0.75));
            }
        }
        return Optional.empty();
    }

    private Optional<Near> wrapped(FoundValue value) {
        int position = value.line().position();
        if (position == 0 || value.from() > WRAP_CHARS_MAX) {
            return Optional.empty();
        }
        PageLine above = lines.get(position - 1);
        int end = above.text().stripTrailing().length();
        Hit best = null;
        for (Hit hit : hits(above)) {
            if (end - hit.to <= WRAP_CHARS_MAX && (best == null || hit.to >= best.to)) {
                best = hit;
            }
        }
        if (best == null || above.words().size() <= 2 || best.from == 0) {
            return Optional.empty();
        }
        return Optional.of(new Near(best.strength, 0.8));
    }

    /** A label over the value: in the lines just above, and over the same stretch of the page. */
    private Optional<Near> above(FoundValue value) {
        List<Word> words = value.line().wordsBetween(value.from(), value.to());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        int left = words.getFirst().x();
        int right = words.getLast().x() + words.getLast().width();
        for (int i = value.line().position() - 1; i >= 0 && i >= value.line().position() - 3; i--) {
            PageLine line = lines.get(i);
            int gap = value.line().top() - line.top() - line.height();
            if (gap > ABOVE_HEIGHTS_MAX * value.line().height() || gap < -line.height()) {
                continue;
            }
            for (Hit hit : hits(line)) {
                List<Word> label = line.wordsBetween(hit.from, hit.to);
                int labelLeft = label.getFirst().x();
                int labelRight = label.getLast().x() + label.getLast().width();
                if (labelLeft < right && left < labelRight && fillsCell(line.text(), hit)) {
                    return Optional.of(new Near(hit.strength, 0.7));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fillsCell(String text, Hit hit) {
        int from = text.lastIndexOf('\t', hit.from) + 1;
        int to = text.indexOf('\t', hit.to);
        int cell = (to < 0 ? text.length() : to) - from;
        return hit.to - hit.from >= CELL_SHARE_MIN * cell;
    }

    private List<Hit> hits(PageLine line) {
        return hits.computeIfAbsent(line.position(), _ -> find(line));
    }

    private List<Hit> find(PageLine line) {
        // A label may begin at the end of the line above.
        List<Token> tokens = new ArrayList<>(tail(line.position()));
        int first = tokens.size();
        tokens.addAll(Tokens.of(line.text()));
        List<Hit> found = new ArrayList<>();
        for (Label label : rule.labels()) {
            int count = label.words().size();
            for (int i = Math.max(0, first - count + 1); i + count <= tokens.size(); i++) {
                if (matches(tokens, i, label.words())) {
                    found.add(new Hit(
                            label.strength(),
                            tokens.get(Math.max(i, first)).from(),
                            tokens.get(i + count - 1).to(),
                            count));
                }
            }
        }
        return found;
    }

    private List<Token> tail(int position) {
        if (position == 0) {
            return List.of();
        }
        List<Token> above = Tokens.of(lines.get(position - 1).text());
        return above.subList(Math.max(0, above.size() - TAIL_WORDS), above.size());
    }

    private static boolean matches(List<Token> tokens, int at, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (!Tokens.matches(tokens.get(at + i).folded(), words.get(i))) {
                return false;
            }
        }
        return true;
    }
}
