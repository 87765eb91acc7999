package org.kartoteka.ingest.page;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.PageContent.EncodedImage;

/**
 * The one image that is a scanned page, handed out as the scanner made it: a JPEG or JPEG 2000 by its own bytes, fax data
 * wrapped into a TIFF, any other black and white image unpacked into one. Grey and colour images in other encodings are
 * unpacked into pixels.
 */
final class PdfScan {
    /** The image may be smaller or larger than the page by so much of the page's side. */
    private static final double MARGIN_SHARE = 0.06;

    private final PDImageXObject image;
    private final int turnDegrees;
    private final double xDpi;
    private final double yDpi;

    private PdfScan(PDImageXObject image, int turnDegrees, double xDpi, double yDpi) {
        this.image = image;
        this.turnDegrees = turnDegrees;
        this.xDpi = Math.round(xDpi * 10) / 10.0;
        this.yDpi = Math.round(yDpi * 10) / 10.0;
    }

    /** Finds the image when nothing else is to be seen on the page and it stands straight and unmirrored. */
    static Optional<PdfScan> find(PDPage page, PdfSurvey survey) {
        if (survey.images().size() != 1 || survey.visibleGlyphs() > 0 || survey.paths() > 0) {
            return Optional.empty();
        }
        PdfSurvey.Placed placed = survey.images().getFirst();
        Matrix m = placed.matrix();
        COSArray notes = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        boolean annotated = notes != null && notes.size() > 0;
        boolean bigEnough = placed.image().getWidth() > 0 && placed.image().getHeight() > 0;
        if (!(placed.image() instanceof PDImageXObject image) || !placed.black() || annotated || !bigEnough) {
            return Optional.empty();
        }
        int placedTurn = turn(m);
        if (placedTurn < 0 || !fills(page, m)) {
            return Optional.empty();
        }
        double across = Math.hypot(m.getScaleX(), m.getShearY());
        double down = Math.hypot(m.getShearX(), m.getScaleY());
        double unit = Math.max(page.getUserUnit(), 0.001);
        int turn = Math.floorMod(placedTurn + page.getRotation(), 360);
        return Optional.of(new PdfScan(
                image, turn, image.getWidth() * 72 / (across * unit), image.getHeight() * 72 / (down * unit)));
    }

    /** Clockwise turn of an image under a matrix; -1 = oblique or mirrored. */
    static int turn(Matrix m) {
        double tolerance = 0.002
                * Math.max(
                        Math.max(Math.abs(m.getScaleX()), Math.abs(m.getScaleY())),
                        Math.max(Math.abs(m.getShearX()), Math.abs(m.getShearY())));
        boolean upright = Math.abs(m.getShearX()) <= tolerance && Math.abs(m.getShearY()) <= tolerance;
        boolean sideways = Math.abs(m.getScaleX()) <= tolerance && Math.abs(m.getScaleY()) <= tolerance;
        boolean plain = (double) m.getScaleX() * m.getScaleY() - (double) m.getShearX() * m.getShearY() > 0;
        if (!plain || upright == sideways) {
            return -1;
        }
        if (upright) {
            return m.getScaleX() > 0 ? 0 : 180;
        }
        return m.getShearY() > 0 ? 270 : 90;
    }

    private static boolean fills(PDPage page, Matrix m) {
        PDRectangle crop = page.getCropBox();
        double x0 = m.getTranslateX() + Math.min(0, m.getScaleX()) + Math.min(0, m.getShearX());
        double y0 = m.getTranslateY() + Math.min(0, m.getScaleY()) + Math.min(0, m.getShearY());
        double x1 = x0 + Math.abs(m.getScaleX()) + Math.abs(m.getShearX());
        double y1 = y0 + Math.abs(m.getScaleY()) + Math.abs(m.getShearY());
        double across = MARGIN_SHARE * crop.getWidth();
        double down = MARGIN_SHARE * crop.getHeight();
        return Math.abs(x0 - crop.getLowerLeftX()) <= across
                && Math.abs(x1 - crop.getUpperRightX()) <= across
                && Math.abs(y0 - crop.getLowerLeftY()) <= down
                && Math.abs(y1 - crop.getUpperRightY()) <= down;
    }

    /** Empty: only drawing the page can show this image. */
    Optional<PageContent> content(Limits limits) throws IOException, UnreadableException {
        COSDictionary dictionary = image.getCOSObject();
        new ImageHeader(image.getWidth(), image.getHeight(), 1, 0).admit(limits);
        List<String> filters = filters(dictionary);
        boolean masked = dictionary.getItem(COSName.SMASK) != null || dictionary.getItem(COSName.MASK) != null;
        if (masked) {
            return Optional.empty();
        }
        if (!filters.isEmpty() && filters.getLast().equals("JPXDecode") && filters.size() == 1) {
            return Optional.of(encoded(raw(filters)));
        }
        if (!filters.isEmpty() && filters.getLast().equals("DCTDecode")) {
            return isPlainJpeg(filters) ? Optional.of(encoded(raw(filters))) : Optional.empty();
        }
        if (image.getBitsPerComponent() == 1 && isGrey()) {
            return Optional.of(encoded(bilevel(filters)));
        }
        return unpacked();
    }

    private EncodedImage encoded(byte[] bytes) {
        return new EncodedImage(bytes, 0, turnDegrees, xDpi, yDpi);
    }

    private byte[] raw(List<String> filters) throws IOException, UnreadableException {
        try (InputStream in = image.createInputStream(List.of(filters.getLast()))) {
            return all(in);
        }
    }

    private static byte[] all(InputStream in) throws IOException, UnreadableException {
        byte[] bytes = in.readNBytes(PdfBombs.STREAM_BYTES_MAX + 1);
        if (bytes.length > PdfBombs.STREAM_BYTES_MAX) {
            throw UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, PdfBombs.STREAM_BYTES_MAX, bytes.length);
        }
        return bytes;
    }

    private boolean isPlainJpeg(List<String> filters) throws IOException, UnreadableException {
        if (isInverted() || image.isStencil() || image.getBitsPerComponent() != 8) {
            return false;
        }
        int components = components();
        byte[] bytes = raw(filters);
        Optional<ImageHeader> header = JpegHeader.read(bytes);
        return header.isPresent()
                && header.get().samples() == components
                && header.get().width() == image.getWidth()
                && header.get().height() == image.getHeight();
    }

    /** Of a plain grey or red-green-blue space; 0 for all others. */
    private int components() throws IOException {
        PDColorSpace space = image.getColorSpace();
        if (space instanceof PDDeviceGray || space instanceof PDCalGray) {
            return 1;
        }
        if (space instanceof PDDeviceRGB || space instanceof PDCalRGB) {
            return 3;
        }
        boolean plain = space instanceof PDICCBased icc && icc.getNumberOfComponents() != 4;
        return plain ? space.getNumberOfComponents() : 0;
    }

    private boolean isGrey() throws IOException {
        return image.isStencil() || components() == 1;
    }

    private boolean isInverted() {
        COSArray decode = image.getDecode();
        return decode != null && decode.size() >= 2 && decode.toFloatArray()[0] > decode.toFloatArray()[1];
    }

    private byte[] bilevel(List<String> filters) throws IOException, UnreadableException {
        int width = image.getWidth();
        int height = image.getHeight();
        // A stencil paints its 0 bits black, as a grey image shows them.
        boolean blackIsZero = !isInverted();
        COSDictionary parameters = parameters();
        boolean group4 = filters.equals(List.of("CCITTFaxDecode"))
                && parameters.getInt(COSName.K, 0) < 0
                && parameters.getInt(COSName.COLUMNS, 1728) == width
                && !parameters.getBoolean(COSName.ENCODED_BYTE_ALIGN, false);
        if (group4) {
            boolean codedBlackIsOne = parameters.getBoolean(COSName.BLACK_IS_1, false);
            // In a fax TIFF a coded black run is a 1 bit.
            boolean oneIsBlack = codedBlackIsOne != blackIsZero;
            var header = new TiffWriter.Bilevel(width, height, TiffWriter.GROUP_4, !oneIsBlack, xDpi, yDpi);
            return TiffWriter.wrap(header, raw(filters));
        }
        byte[] data;
        try (InputStream in = image.createInputStream()) {
            data = all(in);
        }
        int expected = (width + 7) / 8 * height;
        if (data.length < expected) {
            throw UnreadableException.damaged(Damage.PDF_IMAGE_DATA);
        }
        var header = new TiffWriter.Bilevel(width, height, TiffWriter.UNCOMPRESSED, blackIsZero, xDpi, yDpi);
        return TiffWriter.wrap(header, data.length == expected ? data : java.util.Arrays.copyOf(data, expected));
    }

    private COSDictionary parameters() {
        COSBase parameters = image.getCOSObject().getDictionaryObject(COSName.DECODE_PARMS, COSName.DP);
        if (parameters instanceof COSArray array) {
            parameters = array.size() > 0 ? array.getObject(array.size() - 1) : null;
        }
        return parameters instanceof COSDictionary dictionary ? dictionary : new COSDictionary();
    }

    private Optional<PageContent> unpacked() throws IOException, UnreadableException {
        if (turnDegrees != 0 || Math.abs(xDpi / yDpi - 1) > 0.02) {
            return Optional.empty();
        }
        long pixels = (long) image.getWidth() * image.getHeight();
        long unpacked = pixels
                * Math.max(1, image.getColorSpace().getNumberOfComponents())
                * Math.max(8, image.getBitsPerComponent())
                / 8;
        if (unpacked > PdfBombs.STREAM_BYTES_MAX) {
            throw UnreadableException.over(Refusal.Code.TOO_MANY_PIXELS, PdfBombs.STREAM_BYTES_MAX, unpacked);
        }
        int step = 1;
        while (pixels / ((long) step * step) > PdfPages.DRAWN_PIXELS_MAX) {
            step++;
        }
        BufferedImage pixelsOfImage = image.getImage(new Rectangle(0, 0, image.getWidth(), image.getHeight()), step);
        return Optional.of(new PageContent.Drawn(Rasters.of(pixelsOfImage, xDpi / step)));
    }

    private static List<String> filters(COSDictionary dictionary) {
        COSBase filters = dictionary.getDictionaryObject(COSName.FILTER, COSName.F);
        if (filters instanceof COSName name) {
            return List.of(name.getName());
        }
        return filters instanceof COSArray array ? array.toCOSNameStringList() : List.of();
    }
}
