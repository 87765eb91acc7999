package org.kartoteka.ingest.image;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.page.PageContent;
import org.kartoteka.ingest.page.PageContent.Raster;

/**
 * A page on the desk: one picture to recognise on, and one for people to look at.
 *
 * <p>The former is black and white or grey, at about {@value #WORK_DPI} dots per inch: the models read letters of that size
 * as well as larger ones, at two thirds of the time. The latter keeps its colours, at about {@value #VIEW_DPI}. Both lie as a
 * correct viewer shows the page, until {@link #turn} turns them.
 */
public final class Sheet implements AutoCloseable {
    public static final int WORK_DPI = 200;
    public static final int VIEW_DPI = 150;

    private static final double SHORT_SIDE_INCHES = 8.27;
    private static final double SIDE_INCHES_MAX = 40;
    private static final double SIDE_INCHES_MIN = 2;
    private static final int JPEG_QUALITY = 55;

    private Picture work;
    private Picture view;
    private int turnDegrees;
    private Optional<Slant> slant = Optional.empty();

    private Sheet(Picture work, Picture view) {
        this.work = work;
        this.view = view;
    }

    /** The page image as a file. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not kept
    public record PageImage(byte[] bytes, String mediaType, int width, int height) {}

    /**
     * @param pixelsMax points of the image as stored
     */
    public static Sheet of(PageContent.EncodedImage image, long pixelsMax) throws UnreadableImage {
        try (Picture stored = Picture.decode(image.bytes(), image.frame(), pixelsMax)) {
            double x = image.xDpi() > 0 ? image.xDpi() : stored.xDpi();
            double y = image.yDpi() > 0 ? image.yDpi() : stored.yDpi();
            boolean lying = Math.floorMod(image.turnDegrees(), 180) == 90;
            try (Picture shown = stored.turn(image.turnDegrees())) {
                return of(shown, lying ? y : x, lying ? x : y);
            }
        }
    }

    /** Of a page drawn by a renderer. */
    public static Sheet of(Raster raster) {
        try (Picture drawn = Picture.of(raster)) {
            return of(drawn, raster.dpi(), raster.dpi());
        }
    }

    private static Sheet of(Picture shown, double xNoted, double yNoted) {
        double guessed = Math.min(shown.width(), shown.height()) / SHORT_SIDE_INCHES;
        boolean plausible = plausible(shown.width(), xNoted) && plausible(shown.height(), yNoted);
        double x = plausible ? xNoted : guessed;
        double y = plausible ? yNoted : guessed;
        Picture work = work(shown, x, y);
        try {
            return new Sheet(work, view(shown, x, y));
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
    }

    private static boolean plausible(int pixels, double dpi) {
        // Cameras and drawing programs write 72 or 96 whatever the size.
        return dpi > 97 && pixels / dpi <= SIDE_INCHES_MAX && pixels / dpi >= SIDE_INCHES_MIN;
    }

    private static Picture work(Picture shown, double xDpi, double yDpi) {
        double across = factor(xDpi);
        double down = factor(yDpi);
        try (Picture clean = cleaned(shown)) {
            if (clean.depth() == 1 && across == down && across < 1) {
                return noted(clean.reduceToGrey(across));
            }
            return noted(clean.scale(across, down));
        }
    }

    private static Picture cleaned(Picture shown) {
        return switch (shown.depth()) {
            case 1 -> Cleaning.withoutSpecks(shown);
            case 32 -> Cleaning.greyWithoutHighlighter(shown);
            default -> shown.copy();
        };
    }

    /** Leaves pixels as they are where they are nearly of the right size: resampling costs time and sharpness. */
    private static double factor(double dpi) {
        double factor = WORK_DPI / dpi;
        return factor > 0.85 && factor < 1.15 ? 1 : factor;
    }

    private static Picture noted(Picture picture) {
        picture.setDpi(WORK_DPI);
        return picture;
    }

    private static Picture view(Picture shown, double xDpi, double yDpi) {
        double across = Math.min(1, VIEW_DPI / xDpi);
        double down = Math.min(1, VIEW_DPI / yDpi);
        if (shown.depth() != 1) {
            return shown.scale(across, down);
        }
        if (Math.abs(across - down) < 0.01) {
            return shown.reduceToGrey(across);
        }
        // One side of a coarse fax is enlarged: to the same size as the other.
        try (Picture grey = shown.grey()) {
            return grey.scale(across, across * xDpi / yDpi);
        }
    }

    /** The picture to recognise on; it stays this sheet's. */
    public Picture work() {
        return work;
    }

    /**
     * Makes the picture to recognise on flat and as large as its paper, where that was photographed at a slant on something darker; to
     * be called before the sheet is turned. The page image stays as it is.
     */
    public void flatten() {
        slant = work.depth() == 1 ? Optional.empty() : PhotographedSheet.find(work);
        slant.ifPresent(found -> {
            try (Picture photo = work;
                    Picture flat = photo.flat(found)) {
                double factor = WORK_DPI * SHORT_SIDE_INCHES / Math.min(flat.width(), flat.height());
                work = noted(flat.scale(factor, factor));
            }
        });
    }

    /** Turns the whole sheet clockwise by 0, 90, 180 or 270 degrees. */
    public void turn(int degrees) {
        if (Math.floorMod(degrees, 360) == 0) {
            return;
        }
        work = turned(work, degrees);
        view = turned(view, degrees);
        turnDegrees = Math.floorMod(turnDegrees + degrees, 360);
    }

    private static Picture turned(Picture picture, int degrees) {
        try (picture) {
            return picture.turn(degrees);
        }
    }

    /** By how much it was turned in all, clockwise. */
    public int turnDegrees() {
        return turnDegrees;
    }

    public int viewWidth() {
        return view.width();
    }

    public int viewHeight() {
        return view.height();
    }

    /**
     * The page image: JPEG for grey and colour; for what was black and white a PNG in four greys, or, where specks make that
     * larger, a JPEG as well.
     */
    public PageImage pageImage(boolean blackAndWhite) {
        byte[] bytes = blackAndWhite ? fourGreys() : view.jpeg(JPEG_QUALITY);
        String mediaType = blackAndWhite ? "image/png" : "image/jpeg";
        return new PageImage(bytes, mediaType, view.width(), view.height());
    }

    private byte[] fourGreys() {
        try (Picture grey = view.grey()) {
            return grey.pngOfFourGreys();
        }
    }

    /** Whether the picture to recognise on is black and white. */
    public boolean blackAndWhite() {
        return work.depth() == 1;
    }

    /** Where something on the straightened work picture is on the page image. */
    public Placing placing(double skewDegrees) {
        return new Placing(
                work.width(),
                work.height(),
                view.width(),
                view.height(),
                Math.toRadians(skewDegrees),
                slant.map(found -> new Placing.Photo(found, turnDegrees)));
    }

    @Override
    public void close() {
        close(work);
        close(view);
    }

    private static void close(@Nullable Picture picture) {
        if (picture != null) {
            picture.close();
        }
    }
}
