package org.kartoteka.ingest.image;

import com.ochafik.lang.jnaerator.runtime.NativeSize;
import com.ochafik.lang.jnaerator.runtime.NativeSizeByReference;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Map;
import net.sourceforge.lept4j.Box;
import net.sourceforge.lept4j.ILeptonica;
import net.sourceforge.lept4j.Leptonica1;
import net.sourceforge.lept4j.Pix;
import net.sourceforge.lept4j.Pta;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.PageContent.Raster;

/**
 * A picture in native memory: 1 (black is 1), 8 (grey) or 32 (colour) bits per pixel.
 *
 * <p>Operations return new pictures and leave this one as it is; each must be closed by whoever holds it. Not safe for
 * several threads at once.
 */
public final class Picture implements AutoCloseable {
    private static final int KEEP_DEPTH_OF_COLOURMAP = 3;

    static {
        Natives.load();
        Leptonica1.setMsgSeverity(ILeptonica.L_SEVERITY_NONE);
    }

    private @Nullable Pix pix;

    private Picture(Pix pix) {
        // Without this JNA writes its copy of the structure's fields back before every call, over what native code
        // changed.
        pix.setAutoSynch(false);
        this.pix = pix;
    }

    /**
     * Decodes one image of a JPEG, PNG or TIFF file.
     *
     * @param frame index of the TIFF directory, from 0; other formats have only 0
     * @param pixelsMax more points than this are refused before they are decoded
     */
    public static Picture decode(byte[] file, int frame, long pixelsMax) throws UnreadableImage {
        NativeSize size = new NativeSize(file.length);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        boolean tiff = isTiff(file);
        IntBuffer width = IntBuffer.allocate(1);
        IntBuffer height = IntBuffer.allocate(1);
        IntBuffer skip = IntBuffer.allocate(1);
        int failed = tiff
                ? Leptonica1.readHeaderMemTiff(
                        bytes,
                        size,
                        frame,
                        width,
                        height,
                        skip,
                        IntBuffer.allocate(1),
                        IntBuffer.allocate(1),
                        IntBuffer.allocate(1),
                        IntBuffer.allocate(1))
                : Leptonica1.pixReadHeaderMem(
                        bytes,
                        size,
                        skip,
                        width,
                        height,
                        IntBuffer.allocate(1),
                        IntBuffer.allocate(1),
                        IntBuffer.allocate(1));
        if (failed != 0 || width.get(0) <= 0 || height.get(0) <= 0) {
            throw new UnreadableImage(Refusal.Code.DAMAGED, Map.of());
        }
        long pixels = (long) width.get(0) * height.get(0);
        if (pixels > pixelsMax) {
            throw new UnreadableImage(
                    Refusal.Code.TOO_MANY_PIXELS,
                    Map.of("limit", Long.toString(pixelsMax), "found", Long.toString(pixels)));
        }
        Pix decoded = tiff ? Leptonica1.pixReadMemTiff(bytes, size, frame) : Leptonica1.pixReadMem(bytes, size);
        if (decoded == null) {
            throw new UnreadableImage(Refusal.Code.DAMAGED, Map.of());
        }
        try (Picture raw = new Picture(decoded)) {
            return raw.plain();
        }
    }

    /** Takes drawn pixels over. */
    public static Picture of(Raster raster) {
        int depth = raster.samples() == 1 ? 8 : 32;
        Pix created = Leptonica1.pixCreate(raster.width(), raster.height(), depth);
        if (created == null) {
            throw new IllegalStateException("no memory for a picture of " + raster.width() + " x " + raster.height());
        }
        Picture picture = new Picture(created);
        int wordsPerLine = Leptonica1.pixGetWpl(created);
        Pointer data = Leptonica1.pixGetData(created).getPointer();
        int[] line = new int[wordsPerLine];
        for (int y = 0; y < raster.height(); y++) {
            if (depth == 8) {
                packGrey(raster, y, line);
            } else {
                packColour(raster, y, line);
            }
            data.write(4L * wordsPerLine * y, line, 0, wordsPerLine);
        }
        int dpi = (int) Math.round(raster.dpi());
        Leptonica1.pixSetResolution(created, dpi, dpi);
        return picture;
    }

    private static void packGrey(Raster raster, int y, int[] line) {
        int from = y * raster.width();
        java.util.Arrays.fill(line, 0);
        for (int x = 0; x < raster.width(); x++) {
            line[x >> 2] |= (raster.pixels()[from + x] & 0xff) << (24 - 8 * (x & 3));
        }
    }

    private static void packColour(Raster raster, int y, int[] line) {
        int from = 3 * y * raster.width();
        byte[] pixels = raster.pixels();
        for (int x = 0; x < raster.width(); x++, from += 3) {
            line[x] = (pixels[from] & 0xff) << 24 | (pixels[from + 1] & 0xff) << 16 | (pixels[from + 2] & 0xff) << 8;
        }
    }

    private static boolean isTiff(byte[] file) {
        return file.length > 4
                && ((file[0] == 'I' && file[1] == 'I' && file[2] == 42)
                        || (file[0] == 'M' && file[1] == 'M' && file[3] == 42));
    }

    /** 1 bit, 8 bits grey or 32 bits colour, without colour map or transparency. */
    private Picture plain() {
        Pix source = pix();
        if (Leptonica1.pixGetColormap(source) != null) {
            return made(Leptonica1.pixRemoveColormap(source, KEEP_DEPTH_OF_COLOURMAP));
        }
        int depth = Leptonica1.pixGetDepth(source);
        if (depth == 32 && Leptonica1.pixGetSpp(source) == 4) {
            return made(Leptonica1.pixRemoveAlpha(source));
        }
        return switch (depth) {
            case 1, 8, 32 -> made(Leptonica1.pixClone(source));
            case 24 -> made(Leptonica1.pixConvertTo32(source));
            default -> made(Leptonica1.pixConvertTo8(source, 0));
        };
    }

    public int width() {
        return Leptonica1.pixGetWidth(pix());
    }

    public int height() {
        return Leptonica1.pixGetHeight(pix());
    }

    /** Bits per pixel: 1, 8 or 32. */
    public int depth() {
        return Leptonica1.pixGetDepth(pix());
    }

    /** Dots per inch across as the file said; 0 = unknown. */
    public int xDpi() {
        return Leptonica1.pixGetXRes(pix());
    }

    /** Dots per inch down as the file said; 0 = unknown. */
    public int yDpi() {
        return Leptonica1.pixGetYRes(pix());
    }

    /** The same picture with square pixels of this resolution noted in it. */
    public void setDpi(int dpi) {
        Leptonica1.pixSetResolution(pix(), dpi, dpi);
    }

    /** Enlarges or reduces; a reduced black and white picture becomes grey. */
    public Picture scale(double across, double down) {
        Pix source = pix();
        float x = (float) across;
        float y = (float) down;
        if (Math.abs(x - 1) < 1e-4 && Math.abs(y - 1) < 1e-4) {
            return copy();
        }
        if (depth() == 1) {
            try (Picture grey = made(Leptonica1.pixConvertTo8(source, 0))) {
                return grey.scale(across, down);
            }
        }
        if (x < 0.7f && y < 0.7f) {
            return made(Leptonica1.pixScaleAreaMap(source, x, y));
        }
        // Sharpening makes noise out of JPEG blocks and grain: 0 sharpens nothing.
        return made(Leptonica1.pixScaleGeneral(source, x, y, 0f, 0));
    }

    /** Reduces a black and white picture to grey by averaging; others by area. */
    public Picture reduceToGrey(double factor) {
        if (depth() == 1 && factor < 1) {
            return made(Leptonica1.pixScaleToGray(pix(), (float) factor));
        }
        try (Picture grey = grey()) {
            return grey.scale(factor, factor);
        }
    }

    /** Turns clockwise by 0, 90, 180 or 270 degrees. */
    public Picture turn(int degrees) {
        int quarters = Math.floorMod(degrees, 360) / 90;
        return quarters == 0 ? copy() : made(Leptonica1.pixRotateOrth(pix(), quarters));
    }

    /** Turns clockwise by a few degrees about the middle, keeping the size; white comes in at the edges. */
    public Picture rotate(double degreesClockwise) {
        int way = depth() == 1 ? ILeptonica.L_ROTATE_SAMPLING : ILeptonica.L_ROTATE_AREA_MAP;
        return made(Leptonica1.pixRotate(
                pix(), (float) Math.toRadians(degreesClockwise), way, ILeptonica.L_BRING_IN_WHITE, 0, 0));
    }

    /** What was photographed at this slant, flat; white where the sheet reaches beyond the picture. */
    Picture flat(Slant slant) {
        Pta from = Leptonica1.ptaCreate(4);
        Pta to = Leptonica1.ptaCreate(4);
        try {
            Slant.Corners corners = slant.corners();
            add(from, corners.leftTop(), to, new Slant.Point(0, 0));
            add(from, corners.rightTop(), to, new Slant.Point(slant.width(), 0));
            add(from, corners.rightBottom(), to, new Slant.Point(slant.width(), slant.height()));
            add(from, corners.leftBottom(), to, new Slant.Point(0, slant.height()));
            try (Picture grey = grey();
                    Picture projected =
                            made(Leptonica1.pixProjectivePta(grey.pix(), to, from, ILeptonica.L_BRING_IN_WHITE))) {
                return projected.clip(0, 0, slant.width(), slant.height());
            }
        } finally {
            Leptonica1.ptaDestroy(new PointerByReference(from.getPointer()));
            Leptonica1.ptaDestroy(new PointerByReference(to.getPointer()));
        }
    }

    private static void add(Pta from, Slant.Point source, Pta to, Slant.Point target) {
        Leptonica1.ptaAddPt(from, (float) source.x(), (float) source.y());
        Leptonica1.ptaAddPt(to, (float) target.x(), (float) target.y());
    }

    /** Left and right exchanged. */
    public Picture mirrored() {
        return made(Leptonica1.pixFlipLR(null, pix()));
    }

    /** 8 bits per pixel. */
    public Picture grey() {
        return depth() == 8 ? copy() : made(Leptonica1.pixConvertTo8(pix(), 0));
    }

    /** A rectangle of it; what lies outside is cut off. */
    public Picture clip(int x, int y, int width, int height) {
        Box box = Leptonica1.boxCreate(x, y, width, height);
        try {
            return made(Leptonica1.pixClipRectangle(pix(), box, null));
        } finally {
            Leptonica1.boxDestroy(new PointerByReference(box.getPointer()));
        }
    }

    /** Evens out paper, light and shadow of a grey or colour picture; the paper becomes nearly white. */
    public Picture evenBackground() {
        return made(Leptonica1.pixBackgroundNormSimple(pix(), null, null));
    }

    /** Black where a grey or colour picture is clearly darker than the paper around. */
    Picture blackAndWhite() {
        try (Picture grey = grey();
                Picture clear = Cleaning.withContrast(grey)) {
            return made(Leptonica1.pixAdaptThresholdToBinary(clear.pix(), null, 1f));
        }
    }

    /** White where the black and white mask is black. */
    Picture without(Picture mask) {
        if (depth() == 1) {
            return made(Leptonica1.pixSubtract(null, pix(), mask.pix()));
        }
        Picture changed = made(Leptonica1.pixCopy(null, pix()));
        Leptonica1.pixSetMasked(changed.pix(), mask.pix(), depth() == 8 ? 0xff : 0xffffff00);
        return changed;
    }

    /** Makes a rectangle of this very picture white. */
    void whiten(int x, int y, int width, int height) {
        Box box = Leptonica1.boxCreate(x, y, width, height);
        try {
            if (depth() == 1) {
                Leptonica1.pixClearInRect(pix(), box);
            } else {
                Leptonica1.pixSetInRect(pix(), box);
            }
        } finally {
            Leptonica1.boxDestroy(new PointerByReference(box.getPointer()));
        }
    }

    /** Another handle on the same pixels. */
    public Picture copy() {
        return made(Leptonica1.pixClone(pix()));
    }

    /** The pixels of a grey picture, one byte each, row by row from the top. */
    public byte[] greyBytes() {
        if (depth() != 8) {
            throw new IllegalStateException("not a grey picture: depth " + depth());
        }
        int width = width();
        int height = height();
        int wordsPerLine = Leptonica1.pixGetWpl(pix());
        Pointer data = Leptonica1.pixGetData(pix()).getPointer();
        int[] line = new int[wordsPerLine];
        byte[] bytes = new byte[width * height];
        for (int y = 0; y < height; y++) {
            data.read(4L * wordsPerLine * y, line, 0, wordsPerLine);
            int to = y * width;
            for (int x = 0; x < width; x++) {
                bytes[to + x] = (byte) (line[x >> 2] >> (24 - 8 * (x & 3)));
            }
        }
        return bytes;
    }

    /** A JPEG file of a grey or colour picture. */
    public byte[] jpeg(int quality) {
        PointerByReference data = new PointerByReference();
        NativeSizeByReference size = new NativeSizeByReference();
        return taken(Leptonica1.pixWriteMemJpeg(data, size, pix(), quality, 0), data, size);
    }

    /** A PNG file. */
    public byte[] png() {
        PointerByReference data = new PointerByReference();
        NativeSizeByReference size = new NativeSizeByReference();
        return taken(Leptonica1.pixWriteMemPng(data, size, pix(), 0f), data, size);
    }

    /** A PNG file of a grey picture in four greys. */
    public byte[] pngOfFourGreys() {
        try (Picture few = new Picture(required(Leptonica1.pixThresholdTo2bpp(pix(), 4, 1)))) {
            return few.png();
        }
    }

    private static byte[] taken(int failed, PointerByReference data, NativeSizeByReference size) {
        Pointer pointer = data.getValue();
        try {
            if (failed != 0 || pointer == null) {
                throw new IllegalStateException("cannot encode picture");
            }
            return pointer.getByteArray(0, size.getValue().intValue());
        } finally {
            if (pointer != null) {
                Leptonica1.lept_free(pointer);
            }
        }
    }

    static Picture made(@Nullable Pix result) {
        return new Picture(required(result));
    }

    private static Pix required(@Nullable Pix result) {
        if (result == null) {
            throw new IllegalStateException("picture operation failed, most likely for want of memory");
        }
        return result;
    }

    /** The native structure; valid until this picture is closed. */
    public Pix pix() {
        if (pix == null) {
            throw new IllegalStateException("picture is closed");
        }
        return pix;
    }

    @Override
    public void close() {
        if (pix != null) {
            Leptonica1.pixDestroy(new PointerByReference(pix.getPointer()));
            pix = null;
        }
    }
}
