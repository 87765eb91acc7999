package org.kartoteka.ingest.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.pdf.PagePlacement.Point;

/**
 * The words of a page as invisible text, each stretched to the box where it was read. Words of a line follow one another
 * with spaces; lines may lean.
 */
final class TextLayer {
    private static final double LEAN_MAX = 0.15;
    /** Share of a line's height below the baseline. */
    private static final double DESCENT = 0.2;

    /** Between words, as a share of the line's height. */
    private static final double GAP = 0.2;

    private static final double FONT_SIZE_MIN = 1;

    private final GlyphlessFont font;
    private final String fontName;

    TextLayer(GlyphlessFont font, String fontName) {
        this.font = font;
        this.fontName = fontName;
    }

    /** Operators to be put before the page's own, so that nothing of the page can disturb them. Empty without words. */
    String operators(PageRead page, PagePlacement placement) {
        if (page.words().isEmpty() || page.widthPixels() < 1 || page.heightPixels() < 1) {
            return "";
        }
        StringBuilder operators = new StringBuilder("q BT 3 Tr\n");
        for (List<Word> line : lines(page.words())) {
            writeLine(operators, line, page, placement);
        }
        return operators.append("ET Q\n").toString();
    }

    private static List<List<Word>> lines(List<Word> words) {
        List<List<Word>> lines = new ArrayList<>();
        int number = Integer.MIN_VALUE;
        for (Word word : words) {
            if (word.text().isBlank()) {
                continue;
            }
            if (lines.isEmpty() || word.line() != number) {
                lines.add(new ArrayList<>());
                number = word.line();
            }
            lines.getLast().add(word);
        }
        return lines;
    }

    private void writeLine(StringBuilder operators, List<Word> line, PageRead page, PagePlacement placement) {
        Baseline baseline = Baseline.of(line);
        double heightPixels = baseline.height();
        Point top = placement.at(0, 0);
        double size = Math.max(FONT_SIZE_MIN, top.distanceTo(placement.at(0, heightPixels / page.heightPixels())));
        operators.append(format("/%s %.2f Tf\n", fontName, size));
        for (int i = 0; i < line.size(); i++) {
            Word word = line.get(i);
            // Every word lies level, at the height of the leaning line in its middle: viewers tear leaning words apart.
            double foot = baseline.at(word.x() + word.width() / 2.0) / page.heightPixels();
            Point start = placement.at((double) word.x() / page.widthPixels(), foot);
            double width = i + 1 < line.size() ? widthBefore(line.get(i + 1), word, heightPixels) : word.width();
            Point end = placement.at((word.x() + Math.max(1, width)) / page.widthPixels(), foot);
            double length = start.distanceTo(end);
            double cos = (end.x() - start.x()) / length;
            double sin = (end.y() - start.y()) / length;
            String text = word.text().strip();
            double natural = text.codePointCount(0, text.length()) * GlyphlessFont.ADVANCE * size;
            boolean last = i == line.size() - 1;
            operators
                    .append(format(
                            "%.4f %.4f %.4f %.4f %.2f %.2f Tm %.2f Tz ",
                            cos, sin, -sin, cos, start.x(), start.y(), 100 * length / natural))
                    .append(font.encode(last ? text : text + " "))
                    .append(" Tj\n");
        }
    }

    /** Viewers take words that nearly touch for one: each ends a little before the next, if there is room. */
    private static double widthBefore(Word next, Word word, double heightPixels) {
        double room = next.x() - GAP * heightPixels - word.x();
        return room < word.width() && room > word.width() / 2.0 ? room : word.width();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /**
     * The line on which words stand, in pixels: {@code y = offset + lean * x}.
     *
     * @param height of the line, from descent to ascent
     */
    private record Baseline(double offset, double lean, double height) {
        static Baseline of(List<Word> line) {
            double height = line.stream()
                    .mapToInt(Word::height)
                    .sorted()
                    .skip(line.size() / 2)
                    .findFirst()
                    .orElse(1);
            height = Math.max(1, height);
            double lean = lean(line);
            double offset = line.stream()
                    .mapToDouble(word -> word.y() + word.height() - lean * (word.x() + word.width() / 2.0))
                    .average()
                    .orElse(0);
            return new Baseline(offset - DESCENT * height, lean, height);
        }

        /** By least squares through the middles of the words' lower edges. */
        private static double lean(List<Word> line) {
            double meanX = line.stream()
                    .mapToDouble(word -> word.x() + word.width() / 2.0)
                    .average()
                    .orElse(0);
            double meanY = line.stream()
                    .mapToDouble(word -> word.y() + word.height())
                    .average()
                    .orElse(0);
            double xy = 0;
            double xx = 0;
            for (Word word : line) {
                double dx = word.x() + word.width() / 2.0 - meanX;
                xy += dx * (word.y() + word.height() - meanY);
                xx += dx * dx;
            }
            double lean = xx == 0 ? 0 : xy / xx;
            return line.size() < 4 || Math.abs(lean) > LEAN_MAX ? 0 : lean;
        }

        double at(double x) {
            return offset + lean * x;
        }
    }
}
