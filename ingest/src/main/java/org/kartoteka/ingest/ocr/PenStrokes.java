package org.kartoteka.ingest.ocr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.Strokes.Stroke;

/**
 * Tells the ink of a pen from that of type: by its height, by how far one stroke runs on, and by whether its feet stand on a line. All
 * is measured in heights of the print of the same page.
 */
final class PenStrokes {
    private static final double CONFIDENCE_OF_PRINT = 0.8;
    private static final int WORDS_OF_PRINT_MIN = 8;
    /** Of a page without print: a capital of 11 points. */
    private static final double HEIGHT_UNKNOWN = 24;

    private static final double LEAN_MAX = 0.12;
    private static final double LEAN_STEP = 0.01;
    private static final int STROKES_OF_LINE = 5;

    /** A scrap shorter than this may be a bracket or a piece of a logo. */
    private static final double SHORT = 5;

    private static final double TALL = 1.5;
    private static final double VERY_TALL = 2.6;
    private static final double LINKED = 2.2;
    private static final double LEANING = 0.035;
    private static final double UNEVEN = 0.12;
    private static final double VERY_UNEVEN = 0.35;

    /** Of a line that nobody read: wider, higher and thinner than what may be left of print. */
    private static final double UNREAD_WIDTH_MIN = 3.2;

    private static final double UNREAD_HEIGHT_MIN = 1.3;
    private static final double UNREAD_WIDTH_MAX = 30;
    private static final double UNREAD_HEIGHT_MAX = 10;
    private static final double UNREAD_SHAPE_MIN = 1.2;
    private static final double UNREAD_FILL_MAX = 0.3;
    private static final double UNREAD_THICKNESS_MAX = 2;

    private final List<Stroke> strokes;
    private final double height;
    private final double thickness;

    /**
     * @param strokes of the page
     * @param words of the page, by which it is told how large its print is
     */
    PenStrokes(List<Stroke> strokes, List<Word> words) {
        this.strokes = strokes;
        double[] heights = words.stream()
                .filter(word ->
                        word.confidence() >= CONFIDENCE_OF_PRINT && word.text().length() > 2)
                .mapToDouble(Word::height)
                .toArray();
        height = heights.length >= WORDS_OF_PRINT_MIN ? median(heights) : HEIGHT_UNKNOWN;
        thickness = median(strokes.stream()
                .filter(stroke -> stroke.height() > height / 2 && stroke.height() < height * 1.3)
                .mapToDouble(Stroke::thickness)
                .toArray());
    }

    /** How much the ink in a box looks like a pen's, up to 6: print gives 0, where it leans or something touches it 1, scraps of it less. */
    int signs(Box box) {
        List<Stroke> inBox = strokes.stream()
                .filter(stroke -> box.holdsMiddleOf(stroke) && stroke.height() > height / 4)
                .toList();
        if (inBox.isEmpty()) {
            return 0;
        }
        double ink = inBox.stream().mapToInt(Stroke::ink).sum();
        double tall = inBox.stream().mapToInt(Stroke::height).max().orElse(0) / height;
        double linked = inBox.stream()
                        .mapToDouble(stroke -> (double) stroke.width() * stroke.ink())
                        .sum()
                / ink
                / height;
        // Of two or three letters one that hangs below the line says nothing.
        boolean makeALine = inBox.size() >= STROKES_OF_LINE;
        double lean = makeALine ? lean(inBox) : 0;
        double uneven = makeALine ? unevenness(inBox, lean) / height : 0;
        boolean tooShortToTell = box.right() - box.left() < SHORT * height;
        return (tooShortToTell ? -1 : 0)
                + passed(tall, TALL, VERY_TALL)
                + passed(linked, LINKED)
                + passed(Math.abs(lean), LEANING)
                + passed(uneven, UNEVEN, VERY_UNEVEN);
    }

    /** How many of the limits a value is above. */
    private static int passed(double value, double... limits) {
        return (int) Arrays.stream(limits).filter(limit -> value > limit).count();
    }

    /** Slope of the line that the feet of the strokes stand on best. */
    private static double lean(List<Stroke> of) {
        double best = 0;
        double least = unevenness(of, 0);
        for (double slope = -LEAN_MAX; slope <= LEAN_MAX; slope += LEAN_STEP) {
            double off = unevenness(of, slope);
            if (off < least * 0.95) {
                best = slope;
                least = off;
            }
        }
        return best;
    }

    /** Mean distance of the feet of strokes from the line in their middle. */
    private static double unevenness(List<Stroke> of, double slope) {
        double[] feet = of.stream()
                .mapToDouble(stroke -> stroke.bottom() - slope * (stroke.x() + stroke.width() / 2.0))
                .toArray();
        double line = median(feet);
        return Arrays.stream(feet).map(foot -> Math.abs(foot - line)).average().orElse(0);
    }

    /**
     * Places with long, thin, winding lines that are in no word, such as signatures. Lines at the rim of the page, and lines that run
     * around several words, are none.
     *
     * @param words that the engine is sure enough of
     * @param width of the page in points
     */
    List<Box> unread(List<Word> words, int width) {
        List<Box> found = new ArrayList<>();
        for (Stroke stroke : strokes) {
            Box box = new Box(stroke.x(), stroke.y(), stroke.right(), stroke.bottom());
            boolean atRim = stroke.x() < height || stroke.right() > width - height;
            if (windsLikeAPen(stroke) && !atRim && words.stream().noneMatch(word -> covers(word, box))) {
                found.add(box);
            }
        }
        List<Box> apart = Box.joined(found, (int) height);
        return apart.stream()
                .filter(box -> words.stream().filter(box::holdsMiddleOf).count() < 3)
                .toList();
    }

    private boolean windsLikeAPen(Stroke stroke) {
        return stroke.width() >= UNREAD_WIDTH_MIN * height
                && stroke.width() <= UNREAD_WIDTH_MAX * height
                && stroke.height() >= UNREAD_HEIGHT_MIN * height
                && stroke.height() <= UNREAD_HEIGHT_MAX * height
                && stroke.width() >= UNREAD_SHAPE_MIN * stroke.height()
                && stroke.fill() <= UNREAD_FILL_MAX
                && stroke.thickness() <= UNREAD_THICKNESS_MAX * thickness;
    }

    /** Whether the stroke is a piece of a word: its middle is in the word's box, or most of it is. */
    private static boolean covers(Word word, Box box) {
        int across = Math.min(box.right(), word.x() + word.width()) - Math.max(box.left(), word.x());
        int down = Math.min(box.bottom(), word.y() + word.height()) - Math.max(box.top(), word.y());
        return across > 0
                && down > 0
                && 2.0 * across * down > (double) (box.right() - box.left()) * (box.bottom() - box.top());
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** A rectangle; right and bottom are the first points beyond it. */
    record Box(int left, int top, int right, int bottom) {
        /** The smallest one around words. */
        static Box around(List<Word> words) {
            return new Box(
                    words.stream().mapToInt(Word::x).min().orElse(0),
                    words.stream().mapToInt(Word::y).min().orElse(0),
                    words.stream()
                            .mapToInt(word -> word.x() + word.width())
                            .max()
                            .orElse(0),
                    words.stream()
                            .mapToInt(word -> word.y() + word.height())
                            .max()
                            .orElse(0));
        }

        boolean holdsMiddleOf(Word word) {
            return holds(word.x() + word.width() / 2, word.y() + word.height() / 2);
        }

        boolean holdsMiddleOf(Stroke stroke) {
            return holds(stroke.x() + stroke.width() / 2, stroke.y() + stroke.height() / 2);
        }

        boolean holds(int x, int y) {
            return x >= left && x < right && y >= top && y < bottom;
        }

        /** Whether they come nearer to each other than so many points. */
        boolean isWithin(Box other, int reach) {
            return left < other.right + reach
                    && other.left < right + reach
                    && top < other.bottom + reach
                    && other.top < bottom + reach;
        }

        Box with(Box other) {
            return new Box(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }

        /** Boxes that are near each other as one. */
        static List<Box> joined(List<Box> boxes, int reach) {
            List<Box> joined = new ArrayList<>();
            for (Box box : boxes) {
                Box grown = box;
                for (int i = 0; i < joined.size(); i++) {
                    if (joined.get(i).isWithin(grown, reach)) {
                        grown = grown.with(joined.remove(i));
                        i = -1;
                    }
                }
                joined.add(grown);
            }
            return joined;
        }
    }
}
