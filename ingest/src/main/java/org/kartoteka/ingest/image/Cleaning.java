package org.kartoteka.ingest.image;

import java.nio.IntBuffer;
import java.util.List;
import net.sourceforge.lept4j.ILeptonica;
import net.sourceforge.lept4j.Leptonica1;
import org.kartoteka.ingest.image.Strokes.Stroke;

/** Takes away what is on a scan but not on the letter: specks, the marks of a highlighter, the scanner's border, punch holes. */
final class Cleaning {
    /** Smaller than this both ways, in points, is a speck: dots of letters are larger at 200 dots per inch. */
    private static final int SPECK_SIDE = 3;
    /** A scan with fewer specks reads as well with them. */
    private static final int SPECKS_MIN = 400;

    /** As light as this, 0 to 255, no ink is. */
    private static final int HIGHLIGHTER_LIGHT = 170;
    /** As far apart as this the colours of a highlighter are; those of yellowed or ill lit paper are less. */
    private static final int HIGHLIGHTER_COLOUR = 90;

    /** Every so many points are enough to know how dark ink and paper are. */
    private static final int SAMPLED = 13;
    /** The darkest points, fewer than there are letters on any page. */
    private static final double INK_SHARE = 0.004;
    /** Ink lighter than this, 0 to 255, is pale. */
    private static final int PALE = 100;
    /** Less than this between paper and the darkest points is no ink but noise. */
    private static final int CONTRAST_MIN = 30;

    private static final int RIM = 40;
    private static final double BORDER_SHARE = 0.2;
    private static final int HOLE_MIN = 36;
    private static final int HOLE_MAX = 80;
    private static final int HOLE_MARGIN = 220;
    private static final double HOLE_FILL_MIN = 0.65;
    private static final double HOLE_SHAPE_MAX = 1.35;

    private Cleaning() {}

    /** A black and white picture without specks, if it has many; else the same. */
    static Picture withoutSpecks(Picture scan) {
        Picture clean = Picture.made(Leptonica1.pixSelectBySize(
                scan.pix(),
                SPECK_SIDE,
                SPECK_SIDE,
                8,
                ILeptonica.L_SELECT_IF_EITHER,
                ILeptonica.L_SELECT_IF_GTE,
                IntBuffer.allocate(1)));
        if (count(scan) - count(clean) >= SPECKS_MIN) {
            return clean;
        }
        clean.close();
        return scan.copy();
    }

    private static int count(Picture picture) {
        IntBuffer count = IntBuffer.allocate(1);
        Leptonica1.pixCountConnComp(picture.pix(), 8, count);
        return count.get(0);
    }

    /** A colour picture in grey, in which what was marked with a highlighter is as light as paper. */
    static Picture greyWithoutHighlighter(Picture colour) {
        try (Picture dark = colour.grey()) {
            Picture grey = Picture.made(Leptonica1.pixCopy(null, dark.pix()));
            try (Picture light =
                            Picture.made(Leptonica1.pixConvertRGBToGrayMinMax(colour.pix(), ILeptonica.L_CHOOSE_MAX));
                    Picture strength = Picture.made(
                            Leptonica1.pixConvertRGBToGrayMinMax(colour.pix(), ILeptonica.L_CHOOSE_MAXDIFF));
                    Picture ink = Picture.made(Leptonica1.pixThresholdToBinary(dark.pix(), HIGHLIGHTER_LIGHT));
                    Picture dull = Picture.made(Leptonica1.pixThresholdToBinary(strength.pix(), HIGHLIGHTER_COLOUR));
                    Picture either = Morphology.either(ink, dull);
                    Picture marked = Picture.made(Leptonica1.pixInvert(null, either.pix()))) {
                Leptonica1.pixCombineMasked(grey.pix(), light.pix(), marked.pix());
            }
            return grey;
        }
    }

    /**
     * A grey picture whose ink is dark: where all of it is pale, it is made darker and the paper lighter; else the same. Paper is told from
     * ink by how dark ink is, and pale ink would pass for paper.
     */
    static Picture withContrast(Picture grey) {
        byte[] bytes = grey.greyBytes();
        int[] levels = new int[256];
        for (int i = 0; i < bytes.length; i += SAMPLED) {
            levels[bytes[i] & 0xff]++;
        }
        int points = bytes.length / SAMPLED;
        int ink = level(levels, points * INK_SHARE);
        int paper = level(levels, points / 2.0);
        if (ink < PALE || paper - ink < CONTRAST_MIN) {
            return grey.copy();
        }
        return Picture.made(Leptonica1.pixGammaTRC(null, grey.pix(), 1f, ink, Math.min(255, paper + 20)));
    }

    /** The level that so many points are darker than. */
    private static int level(int[] levels, double rank) {
        int sum = 0;
        for (int level = 0; level < levels.length; level++) {
            sum += levels[level];
            if (sum > rank) {
                return level;
            }
        }
        return levels.length - 1;
    }

    /** Makes borders and punch holes of this very picture white. */
    static void whitenRim(Picture page, List<Stroke> strokes) {
        for (Stroke stroke : strokes) {
            if (isBorder(stroke, page) || isHole(stroke, page)) {
                page.whiten(stroke.x() - 2, stroke.y() - 2, stroke.width() + 4, stroke.height() + 4);
            }
        }
    }

    /** Long, and wholly within a fifth of an inch of a side: no text is. */
    static boolean isBorder(Stroke stroke, Picture page) {
        boolean upright = stroke.right() <= RIM || stroke.x() >= page.width() - RIM;
        boolean lying = stroke.bottom() <= RIM || stroke.y() >= page.height() - RIM;
        return (upright && stroke.height() >= BORDER_SHARE * page.height())
                || (lying && stroke.width() >= BORDER_SHARE * page.width());
    }

    /** Round, full, as large as a punch makes it, and near a side. */
    static boolean isHole(Stroke stroke, Picture page) {
        int longer = Math.max(stroke.width(), stroke.height());
        int shorter = Math.min(stroke.width(), stroke.height());
        int margin = Math.min(
                Math.min(stroke.x(), page.width() - stroke.right()),
                Math.min(stroke.y(), page.height() - stroke.bottom()));
        return shorter >= HOLE_MIN
                && longer <= HOLE_MAX
                && longer <= HOLE_SHAPE_MAX * shorter
                && margin < HOLE_MARGIN
                && stroke.fill() >= HOLE_FILL_MIN
                && stroke.thickness() >= 0.35 * shorter;
    }
}
