package org.kartoteka.ingest.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/** Pages of image files: the scanner's own bytes, checked by their headers but never decoded here. */
final class ImagePages {
    /** Larger files of one image are refused: they would not fit a worker. */
    private static final long ENCODED_BYTES_MAX = 96L << 20;
    /** Up to here a TIFF of many frames is handed out whole; above, the one frame is copied out. */
    private static final long WHOLE_TIFF_BYTES_MAX = 16L << 20;

    private ImagePages() {}

    static int count(Path file, String mediaType, Limits limits) throws IOException, UnreadableException {
        if (mediaType.equals(MediaTypes.TIFF)) {
            try (TiffFile tiff = new TiffFile(file, limits)) {
                return tiff.frames().size();
            }
        }
        header(file, mediaType).admit(limits);
        return 1;
    }

    /** Size of an image of one frame, or of the first frame. */
    static ImageHeader header(Path file, String mediaType) throws IOException, UnreadableException {
        return switch (mediaType) {
            case MediaTypes.JPEG -> JpegHeader.read(file);
            case MediaTypes.PNG -> PngHeader.read(file);
            case MediaTypes.GIF -> PlainImageHeader.readGif(file);
            case MediaTypes.BMP -> PlainImageHeader.readBmp(file);
            case MediaTypes.WEBP -> PlainImageHeader.readWebp(file);
            default -> throw new IllegalArgumentException("not a format of single images: " + mediaType);
        };
    }

    static PageContent open(Path file, String mediaType, int pageNumber, Limits limits)
            throws IOException, UnreadableException {
        if (mediaType.equals(MediaTypes.TIFF)) {
            return openTiff(file, pageNumber, limits);
        }
        if (pageNumber != 1) {
            throw new IllegalArgumentException("page " + pageNumber + " of a file with one page");
        }
        ImageHeader header = header(file, mediaType);
        header.admit(limits);
        if (mediaType.equals(MediaTypes.GIF) || mediaType.equals(MediaTypes.BMP)) {
            return decode(file, header);
        }
        return new PageContent.EncodedImage(whole(file), 0, header.turnDegrees(), 0, 0);
    }

    private static PageContent openTiff(Path file, int pageNumber, Limits limits)
            throws IOException, UnreadableException {
        try (TiffFile tiff = new TiffFile(file, limits)) {
            if (pageNumber < 1 || pageNumber > tiff.frames().size()) {
                throw new IllegalArgumentException(
                        "page " + pageNumber + " of " + tiff.frames().size());
            }
            TiffFile.Frame frame = tiff.frames().get(pageNumber - 1);
            boolean whole = tiff.window().length() <= WHOLE_TIFF_BYTES_MAX || frame.oldJpeg();
            byte[] bytes = whole ? whole(file) : TiffWriter.extract(tiff, frame, ENCODED_BYTES_MAX);
            return new PageContent.EncodedImage(bytes, whole ? frame.index() : 0, 0, frame.xDpi(), frame.yDpi());
        }
    }

    private static byte[] whole(Path file) throws IOException, UnreadableException {
        long size = Files.size(file);
        if (size > ENCODED_BYTES_MAX) {
            throw UnreadableException.over(Refusal.Code.TOO_LARGE, ENCODED_BYTES_MAX, size);
        }
        return Files.readAllBytes(file);
    }

    /** Formats Leptonica was not promised to read. Only the first image of an animation. */
    private static PageContent decode(Path file, ImageHeader header) throws IOException, UnreadableException {
        long pixels = header.width() * header.height();
        if (pixels > Rasters.PIXELS_MAX) {
            throw UnreadableException.over(Refusal.Code.TOO_MANY_PIXELS, Rasters.PIXELS_MAX, pixels);
        }
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK throw all kinds of unchecked exceptions on broken data.
            throw UnreadableException.damaged(Damage.IMAGE_DATA);
        }
        if (image == null) {
            throw UnreadableException.damaged(Damage.IMAGE_DATA);
        }
        return new PageContent.Drawn(Rasters.of(image, 0));
    }
}
