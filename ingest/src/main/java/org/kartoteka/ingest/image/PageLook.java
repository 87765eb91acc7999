package org.kartoteka.ingest.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kartoteka.ingest.image.InkMap.Blot;

/**
 * What a page looks like before anything is recognised: whether anything is on it, which way its lines run, how far they lean,
 * and where to take a sample of them (none while they run down).
 *
 * @param textBlots blots of the size of letters and short words
 * @param strongTextBlots how many of them are clearly darker than paper; what shines through from the back is not
 * @param crumbs how many of the text blots are so small that a few of them may be dirt
 * @param otherBlots larger ones that may be signatures, stamps, drawings; holes, rules and borders are left out
 * @param strongOtherBlots how many of them are clearly darker than paper
 * @param barBlots thin upright or lying bars, as bar codes have
 * @param linesRunDown lines of text run from top to bottom (the page lies on its side)
 * @param skewDegrees by which lines lean clockwise, -6 to 6; 0 where there are too few to tell
 * @param inkRatio share of points clearly darker than paper, 0 to 1
 * @param shade how unevenly the paper is lit: 0 evenly, 1 from white to black
 * @param strips with the most text first
 */
public record PageLook(
        int textBlots,
        int strongTextBlots,
        int crumbs,
        int otherBlots,
        int strongOtherBlots,
        int barBlots,
        boolean linesRunDown,
        double skewDegrees,
        double inkRatio,
        double shade,
        List<Strip> strips) {
    private static final double SKEW_MAX = 6;
    private static final int EDGE = 3;
    /** A twelfth of an inch: no word is so small, and no letter by hand. */
    private static final int CRUMB_SIDE = 8;

    private static final int HOLE_MIN = 15;
    private static final int HOLE_MAX = 60;
    private static final int HOLE_MARGIN = 90;
    private static final int CRUMBS_MAX = 3;
    /** Fewer blots than this tell nothing of lines. */
    private static final int BLOTS_FOR_LINES = 25;

    /**
     * A part of the page with a few lines of text, as shares of width and height of the page after it was straightened by
     * {@link #skewDegrees} about its middle.
     */
    public record Strip(double left, double top, double right, double bottom, int blots) {}

    public PageLook {
        strips = List.copyOf(strips);
    }

    /** Looks at a picture with square pixels. */
    public static PageLook at(Picture picture, double dpi) {
        InkMap ink = InkMap.of(picture, dpi);
        List<Blot> text = new ArrayList<>();
        int other = 0;
        int strongOther = 0;
        int bars = 0;
        for (Blot blot : ink.blots()) {
            if (isSpeck(blot) || touchesEdge(blot, ink)) {
                continue;
            }
            if (isHole(blot, ink)) {
                continue;
            }
            if (isBar(blot)) {
                bars++;
            } else if (isTextSized(blot)) {
                text.add(blot);
            } else if (!isRule(blot)) {
                other++;
                strongOther += isStrong(blot) ? 1 : 0;
            }
        }
        int strong = (int) text.stream().filter(PageLook::isStrong).count();
        int crumbs = (int) text.stream().filter(PageLook::isCrumb).count();
        if (text.size() < BLOTS_FOR_LINES) {
            return new PageLook(
                    text.size(),
                    strong,
                    crumbs,
                    other,
                    strongOther,
                    bars,
                    false,
                    0,
                    ink.inkRatio(),
                    ink.shade(),
                    List.of());
        }
        Lean rows = Lean.ofRows(text);
        Lean columns = Lean.ofColumns(text);
        boolean down = columns.score > rows.score * 1.15;
        double skew = down ? -columns.degrees : rows.degrees;
        List<Strip> strips = down ? List.of() : SampleStrips.of(text, ink.width, ink.height, skew);
        return new PageLook(
                text.size(), strong, crumbs, other, strongOther, bars, down, skew, ink.inkRatio(), ink.shade(), strips);
    }

    /** Nothing on it, not even faint: at most a little dirt. */
    public boolean empty() {
        return textBlots == crumbs && crumbs <= CRUMBS_MAX && otherBlots == 0 && barBlots == 0;
    }

    private static boolean isStrong(Blot blot) {
        return blot.strongPoints() * 4 >= blot.points();
    }

    private static boolean isCrumb(Blot blot) {
        return blot.width() <= CRUMB_SIDE && blot.height() <= CRUMB_SIDE;
    }

    private static boolean isSpeck(Blot blot) {
        return blot.points() < 10 || (blot.width() < 3 && blot.height() < 8) || (blot.height() < 3 && blot.width() < 8);
    }

    private static boolean touchesEdge(Blot blot, InkMap ink) {
        return blot.left() < EDGE
                || blot.top() < EDGE
                || blot.right() >= ink.width - EDGE
                || blot.bottom() >= ink.height - EDGE;
    }

    private static boolean isTextSized(Blot blot) {
        return blot.height() >= 3 && blot.height() <= 45 && blot.width() >= 2 && blot.width() <= 160;
    }

    private static boolean isBar(Blot blot) {
        int length = Math.max(blot.width(), blot.height());
        int thickness = Math.min(blot.width(), blot.height());
        return length >= 30 && length <= 400 && length >= 4 * thickness && blot.fill() > 0.75;
    }

    /** A fold, a ruled line or an underline. */
    private static boolean isRule(Blot blot) {
        int length = Math.max(blot.width(), blot.height());
        int thickness = Math.min(blot.width(), blot.height());
        return length >= 60 && thickness <= 8;
    }

    /** A punch hole: round, full, and near the edge of the sheet. */
    private static boolean isHole(Blot blot, InkMap ink) {
        double shape = (double) blot.width() / blot.height();
        int margin = Math.min(
                Math.min(blot.left(), ink.width - blot.right()), Math.min(blot.top(), ink.height - blot.bottom()));
        boolean round = shape > 0.7 && shape < 1.4 && blot.fill() > 0.6;
        return round && margin < HOLE_MARGIN && blot.width() >= HOLE_MIN && blot.width() <= HOLE_MAX;
    }

    /** How well the edges of blots line up, at the angle where they do it best. */
    private record Lean(double degrees, double score) {
        static Lean ofRows(List<Blot> blots) {
            int[] along = blots.stream()
                    .mapToInt(blot -> (blot.left() + blot.right()) / 2)
                    .toArray();
            return best(
                    along,
                    blots.stream().mapToInt(Blot::bottom).toArray(),
                    blots.stream().mapToInt(Blot::top).toArray());
        }

        static Lean ofColumns(List<Blot> blots) {
            int[] along = blots.stream()
                    .mapToInt(blot -> (blot.top() + blot.bottom()) / 2)
                    .toArray();
            return best(
                    along,
                    blots.stream().mapToInt(Blot::left).toArray(),
                    blots.stream().mapToInt(Blot::right).toArray());
        }

        private static Lean best(int[] along, int[] edge, int[] oppositeEdge) {
            Lean coarse = new Lean(0, 0);
            for (double degrees = -SKEW_MAX; degrees <= SKEW_MAX; degrees += 0.25) {
                coarse = coarse.or(degrees, along, edge, oppositeEdge);
            }
            Lean fine = coarse;
            for (int step = -6; step <= 6; step++) {
                fine = fine.or(coarse.degrees + step * 0.04, along, edge, oppositeEdge);
            }
            return fine;
        }

        private Lean or(double angle, int[] along, int[] edge, int[] oppositeEdge) {
            double slope = Math.tan(Math.toRadians(angle));
            double found = Math.max(score(slope, along, edge), score(slope, along, oppositeEdge));
            return found > score ? new Lean(angle, found) : this;
        }

        private static double score(double slope, int[] along, int[] edge) {
            int span = Arrays.stream(along).max().orElse(0);
            int offset = (int) Math.ceil(Math.abs(slope) * span) + 2;
            int[] counts = new int[Arrays.stream(edge).max().orElse(0) + 2 * offset + 2];
            for (int i = 0; i < along.length; i++) {
                counts[offset + (int) Math.round(edge[i] - slope * along[i])]++;
            }
            double sum = 0;
            for (int i = 1; i < counts.length; i++) {
                double pair = counts[i] + counts[i - 1];
                sum += pair * pair;
            }
            return sum;
        }
    }
}
