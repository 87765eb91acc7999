package org.kartoteka.ingest.image;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.lept4j.Boxa;
import net.sourceforge.lept4j.Leptonica1;
import org.kartoteka.ingest.image.Strokes.Stroke;

/**
 * What a printed form has besides words: rules, frames, combs for digits, and boxes to tick. They are taken away before the
 * page is recognised, for they read as brackets, bars and letters; boxes are kept in mind with whether they are ticked.
 *
 * <p>Rules are found by opening with long thin bricks, as in Leptonica's line removal; strokes of letters that cross a rule are
 * mended. Made for pages of {@value Sheet#WORK_DPI} dots per inch that stand straight.
 */
public final class FormLines {
    private static final int RULE_LENGTH = 60;
    private static final int POST_LENGTH = 28;
    private static final int LONG_POST_LENGTH = 70;
    private static final int SIDE_LENGTH = 16;
    private static final int THICK = 9;
    private static final int GAP = 9;

    private static final int BOX_MIN = 19;
    private static final int BOX_MAX = 48;
    private static final double BOX_SHAPE_MAX = 1.22;
    /** A page with more squares than this is no form. */
    private static final int BOXES_MAX = 300;

    /** So many squares, itself among them, within so many widths to either side make a row of cells. */
    private static final int CELLS_MIN = 3;

    private static final double CELLS_REACH = 3.2;
    private static final int BAND = 3;
    private static final double SIDE_COVERED = 0.88;
    private static final double TICK_INK = 0.07;
    private static final double SURROUNDED_MAX = 0.35;

    /**
     * A box to tick.
     *
     * @param x of its upper left corner, in pixels of the picture it was found in
     */
    public record TickBox(int x, int y, int width, int height, boolean ticked) {}

    /**
     * The page without them; the pictures are the caller's to close, by closing this.
     *
     * @param picture to be recognised
     * @param ink of the page, black and white, with rules and frames
     * @param pieces of the ink, with rules and frames
     * @param letters the ink without rules, frames and boxes
     * @param boxes from the top, those beside each other from the left
     */
    public record Cleared(Picture picture, Picture ink, List<Stroke> pieces, Picture letters, List<TickBox> boxes)
            implements AutoCloseable {
        public Cleared {
            boxes = List.copyOf(boxes);
            pieces = List.copyOf(pieces);
        }

        @Override
        public void close() {
            picture.close();
            ink.close();
            letters.close();
        }
    }

    private FormLines() {}

    /** Takes rules and boxes from a black and white or grey picture. */
    public static Cleared clear(Picture page) {
        try (Picture ink = page.depth() == 1 ? page.copy() : page.blackAndWhite();
                Picture rules = rules(ink)) {
            List<TickBox> boxes = boxes(ink);
            try (Picture mended = mended(ink, rules)) {
                Picture cleared = page.without(mended);
                List<Stroke> pieces = Strokes.of(ink);
                Cleaning.whitenRim(cleared, pieces);
                List<TickBox> ticks = new ArrayList<>();
                for (TickBox box : boxes) {
                    if (isCell(box, boxes)) {
                        whitenFrame(cleared, box);
                    } else {
                        cleared.whiten(box.x - 3, box.y - 3, box.width + 6, box.height + 6);
                        ticks.add(box);
                    }
                }
                return new Cleared(cleared, ink.copy(), pieces, letters(ink, mended, boxes), ticks);
            }
        }
    }

    private static Picture letters(Picture ink, Picture rules, List<TickBox> boxes) {
        Picture letters = ink.without(rules);
        boxes.forEach(box -> letters.whiten(box.x - 3, box.y - 3, box.width + 6, box.height + 6));
        return letters;
    }

    /** One of several squares close beside each other: they hold a digit each, and are nothing to tick. */
    private static boolean isCell(TickBox box, List<TickBox> boxes) {
        long beside = boxes.stream()
                .filter(other -> Math.abs(other.y - box.y) < box.height / 2)
                .filter(other -> Math.abs(other.width - box.width) <= box.width / 5)
                .filter(other -> Math.abs(other.x - box.x) < CELLS_REACH * box.width)
                .count();
        return beside >= CELLS_MIN;
    }

    private static void whitenFrame(Picture picture, TickBox box) {
        int thick = BAND + 3;
        picture.whiten(box.x - 3, box.y - 3, box.width + 6, thick);
        picture.whiten(box.x - 3, box.y + box.height + 3 - thick, box.width + 6, thick);
        picture.whiten(box.x - 3, box.y - 3, thick, box.height + 6);
        picture.whiten(box.x + box.width + 3 - thick, box.y - 3, thick, box.height + 6);
    }

    private static Picture rules(Picture ink) {
        try (Picture across = Morphology.open(ink, RULE_LENGTH, 1);
                Picture posts = Morphology.open(ink, 1, POST_LENGTH);
                Picture either = Morphology.either(across, posts);
                Picture grid = Morphology.grownWithin(across, either);
                Picture longPosts = Morphology.open(ink, 1, LONG_POST_LENGTH);
                Picture rules = Morphology.either(grid, longPosts);
                Picture thick = Morphology.open(rules, THICK, THICK);
                Picture blots = Morphology.grownWithin(thick, rules);
                Picture thin = rules.without(blots)) {
            return Morphology.dilate(thin, 3, 3);
        }
    }

    /** The rules but for where the strokes of letters cross them. */
    private static Picture mended(Picture ink, Picture rules) {
        try (Picture rest = ink.without(rules);
                Picture closed = Morphology.close(rest, 1, GAP);
                Picture crossings = Morphology.both(closed, rules)) {
            return rules.without(crossings);
        }
    }

    private static List<TickBox> boxes(Picture ink) {
        List<TickBox> boxes = new ArrayList<>();
        try (Picture across = Morphology.open(ink, SIDE_LENGTH, 1);
                Picture down = Morphology.open(ink, 1, SIDE_LENGTH);
                Picture sides = Morphology.either(across, down)) {
            Boxa found = Leptonica1.pixConnCompBB(sides.pix(), 8);
            if (found == null) {
                return boxes;
            }
            try {
                Pixels pixels = new Pixels(ink);
                IntBuffer[] at = {
                    IntBuffer.allocate(1), IntBuffer.allocate(1), IntBuffer.allocate(1), IntBuffer.allocate(1)
                };
                for (int i = 0; i < Leptonica1.boxaGetCount(found); i++) {
                    Leptonica1.boxaGetBoxGeometry(found, i, at[0], at[1], at[2], at[3]);
                    int width = at[2].get(0);
                    int height = at[3].get(0);
                    if (isSquare(width, height) && pixels.isFrame(at[0].get(0), at[1].get(0), width, height)) {
                        boolean ticked = pixels.inside(at[0].get(0), at[1].get(0), width, height) > TICK_INK;
                        boxes.add(new TickBox(at[0].get(0), at[1].get(0), width, height, ticked));
                    }
                }
            } finally {
                Leptonica1.boxaDestroy(new com.sun.jna.ptr.PointerByReference(found.getPointer()));
            }
        }
        return boxes.size() > BOXES_MAX ? List.of() : boxes;
    }

    private static boolean isSquare(int width, int height) {
        double shape = (double) Math.max(width, height) / Math.max(1, Math.min(width, height));
        return Math.min(width, height) >= BOX_MIN && Math.max(width, height) <= BOX_MAX && shape <= BOX_SHAPE_MAX;
    }

    /** The points of a black and white picture. */
    private static final class Pixels {
        private final Bits ink;

        Pixels(Picture ink) {
            this.ink = Bits.of(ink);
        }

        /** Whether there is ink along all four sides and in the four corners. */
        boolean isFrame(int x, int y, int w, int h) {
            int top = 0;
            int bottom = 0;
            int left = 0;
            int right = 0;
            for (int i = 0; i < w; i++) {
                top += any(x + i, y, 1, BAND) ? 1 : 0;
                bottom += any(x + i, y + h - BAND, 1, BAND) ? 1 : 0;
            }
            for (int i = 0; i < h; i++) {
                left += any(x, y + i, BAND, 1) ? 1 : 0;
                right += any(x + w - BAND, y + i, BAND, 1) ? 1 : 0;
            }
            int corner = 3;
            boolean corners = any(x, y, corner, corner)
                    && any(x + w - corner, y, corner, corner)
                    && any(x, y + h - corner, corner, corner)
                    && any(x + w - corner, y + h - corner, corner, corner);
            return corners
                    && isAlone(x, y, w, h)
                    && Math.min(top, bottom) >= SIDE_COVERED * w
                    && Math.min(left, right) >= SIDE_COVERED * h;
        }

        /** Whether there is little ink right outside the sides: the straight parts of round letters have some. */
        private boolean isAlone(int x, int y, int w, int h) {
            int above = 0;
            int below = 0;
            int before = 0;
            int behind = 0;
            for (int i = 0; i < w; i++) {
                above += any(x + i, y - 4, 1, 3) ? 1 : 0;
                below += any(x + i, y + h + 1, 1, 3) ? 1 : 0;
            }
            for (int i = 0; i < h; i++) {
                before += any(x - 4, y + i, 3, 1) ? 1 : 0;
                behind += any(x + w + 1, y + i, 3, 1) ? 1 : 0;
            }
            return Math.max(above, below) <= SURROUNDED_MAX * w && Math.max(before, behind) <= SURROUNDED_MAX * h;
        }

        private boolean any(int x, int y, int w, int h) {
            for (int j = Math.max(0, y); j < Math.min(ink.height, y + h); j++) {
                for (int i = Math.max(0, x); i < Math.min(ink.width, x + w); i++) {
                    if (ink.dark(i, j)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Share of ink within the frame. */
        double inside(int x, int y, int w, int h) {
            int inset = Math.max(BAND + 1, w / 5);
            int dark = 0;
            int all = 0;
            for (int j = y + inset; j < y + h - inset; j++) {
                for (int i = x + inset; i < x + w - inset; i++) {
                    dark += ink.dark(i, j) ? 1 : 0;
                    all++;
                }
            }
            return all == 0 ? 0 : (double) dark / all;
        }
    }
}
