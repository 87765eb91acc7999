package org.kartoteka.ingest.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kartoteka.ingest.image.Strokes.Stroke;

/**
 * Finds stamps by their frames: rings, and rectangles that were pressed on the sheet at an angle. Rectangles that lie straight may be
 * part of a form, and stamps without a frame look like print: neither is found.
 *
 * <p>Made for pages of {@value Sheet#WORK_DPI} dots per inch that stand straight.
 */
public final class StampFrames {
    private static final int RING_MIN = 150;
    private static final int RING_MAX = 420;
    private static final double RING_SHAPE_MAX = 1.2;
    private static final int SECTORS = 72;
    private static final double SECTORS_MIN = 0.85;
    private static final double RIM = 0.1;

    private static final int FRAME_WIDTH_MIN = 160;
    private static final int FRAME_WIDTH_MAX = 800;
    private static final int FRAME_HEIGHT_MIN = 50;
    private static final int FRAME_HEIGHT_MAX = 420;
    private static final double LEAN_MIN = 0.008;
    private static final double LEAN_MAX = 0.3;
    private static final double SIDE_OFF_MAX = 3.5;
    private static final double SIDE_MIN = 0.8;
    private static final double FILL_MAX = 0.4;

    /** Where a stamp is. */
    public record Frame(int x, int y, int width, int height) {
        /** Whether a place is in it. */
        public boolean holds(int atX, int atY) {
            return atX >= x && atX < x + width && atY >= y && atY < y + height;
        }
    }

    private final Bits ink;

    private StampFrames(Bits ink) {
        this.ink = ink;
    }

    /**
     * The stamps on a black and white picture that still has its rules.
     *
     * @param pieces of its ink
     */
    public static List<Frame> find(Picture ink, List<Stroke> pieces) {
        List<Stroke> large = pieces.stream().filter(StampFrames::mayBeFrame).toList();
        if (large.isEmpty()) {
            return List.of();
        }
        StampFrames frames = new StampFrames(Bits.of(ink));
        List<Frame> found = new ArrayList<>();
        for (Stroke stroke : large) {
            if (frames.isRing(stroke) || frames.isLeaningFrame(stroke)) {
                found.add(new Frame(stroke.x(), stroke.y(), stroke.width(), stroke.height()));
            }
        }
        return found;
    }

    private static boolean mayBeFrame(Stroke stroke) {
        return stroke.fill() <= FILL_MAX && (hasSizeOfRing(stroke) || hasSizeOfFrame(stroke));
    }

    private static boolean hasSizeOfRing(Stroke stroke) {
        double longer = Math.max(stroke.width(), stroke.height());
        double shorter = Math.min(stroke.width(), stroke.height());
        return shorter >= RING_MIN && longer <= RING_MAX && longer <= RING_SHAPE_MAX * shorter;
    }

    private static boolean hasSizeOfFrame(Stroke stroke) {
        return stroke.width() >= FRAME_WIDTH_MIN
                && stroke.width() <= FRAME_WIDTH_MAX
                && stroke.height() >= FRAME_HEIGHT_MIN
                && stroke.height() <= FRAME_HEIGHT_MAX;
    }

    /** Whether there is ink near the ellipse within the box nearly all the way round, and none in the corners of the box. */
    private boolean isRing(Stroke stroke) {
        if (!hasSizeOfRing(stroke)) {
            return false;
        }
        boolean[] sectors = new boolean[SECTORS];
        int outside = 0;
        double a = stroke.width() / 2.0;
        double b = stroke.height() / 2.0;
        for (int y = stroke.y(); y < stroke.bottom(); y++) {
            for (int x = stroke.x(); x < stroke.right(); x++) {
                if (ink.dark(x, y)) {
                    double across = (x + 0.5 - stroke.x() - a) / a;
                    double down = (y + 0.5 - stroke.y() - b) / b;
                    double radius = Math.hypot(across, down);
                    if (radius > 1 - RIM && radius < 1 + RIM / 2) {
                        double turn = Math.atan2(down, across) / (2 * Math.PI) + 0.5;
                        sectors[Math.min(SECTORS - 1, (int) (turn * SECTORS))] = true;
                    } else if (radius > 1 + RIM) {
                        outside++;
                    }
                }
            }
        }
        int covered = 0;
        for (boolean sector : sectors) {
            covered += sector ? 1 : 0;
        }
        return covered >= SECTORS_MIN * SECTORS && outside < stroke.ink() / 20;
    }

    /** Whether the ink met first from above, below, left and right lies along four straight lines that lean alike. */
    private boolean isLeaningFrame(Stroke stroke) {
        if (!hasSizeOfFrame(stroke)) {
            return false;
        }
        Side top = Side.along(firstInk(stroke, true, false));
        Side bottom = Side.along(firstInk(stroke, true, true));
        Side left = Side.along(firstInk(stroke, false, false));
        Side right = Side.along(firstInk(stroke, false, true));
        double lean = (top.slope + bottom.slope) / 2;
        return top.isStraight()
                && bottom.isStraight()
                && left.isStraight()
                && right.isStraight()
                && Math.abs(top.slope - bottom.slope) < 0.012
                && Math.abs(lean) >= LEAN_MIN
                && Math.abs(lean) <= LEAN_MAX
                && Math.abs(lean + (left.slope + right.slope) / 2) < 0.05;
    }

    /**
     * For each column (or row) of a box, how far away from its top (left) the first ink is.
     *
     * @param fromEnd first as seen from the bottom (right)
     */
    private double[] firstInk(Stroke stroke, boolean byColumns, boolean fromEnd) {
        int along = byColumns ? stroke.width() : stroke.height();
        int across = byColumns ? stroke.height() : stroke.width();
        double[] first = new double[along];
        for (int i = 0; i < along; i++) {
            int step = 0;
            while (step < across - 1 && !inkAt(stroke, byColumns, i, fromEnd ? across - 1 - step : step)) {
                step++;
            }
            first[i] = fromEnd ? across - 1 - step : step;
        }
        return first;
    }

    private boolean inkAt(Stroke stroke, boolean byColumns, int along, int across) {
        return byColumns
                ? ink.dark(stroke.x() + along, stroke.y() + across)
                : ink.dark(stroke.x() + across, stroke.y() + along);
    }

    /** A straight line through most of the points. */
    private record Side(double slope, double share) {
        boolean isStraight() {
            return share >= SIDE_MIN;
        }

        /** By the middle of the slopes between points half a side apart, which a few strays do not move. */
        static Side along(double[] points) {
            int half = points.length / 2;
            double[] slopes = new double[half];
            for (int i = 0; i < half; i++) {
                slopes[i] = (points[i + half] - points[i]) / half;
            }
            Arrays.sort(slopes);
            double slope = slopes[half / 2];
            double[] starts = new double[points.length];
            for (int i = 0; i < points.length; i++) {
                starts[i] = points[i] - slope * i;
            }
            double[] sorted = starts.clone();
            Arrays.sort(sorted);
            double start = sorted[sorted.length / 2];
            long near = Arrays.stream(starts)
                    .filter(at -> Math.abs(at - start) <= SIDE_OFF_MAX)
                    .count();
            return new Side(slope, (double) near / points.length);
        }
    }
}
