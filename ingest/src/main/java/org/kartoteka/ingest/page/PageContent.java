package org.kartoteka.ingest.page;

import java.util.List;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.Refusal;

/** What a page of a file holds: the seam between opening formats and recognising text. */
public sealed interface PageContent {
    /**
     * An image as the scanner made it, to be decoded by Leptonica.
     *
     * @param bytes of a JPEG, PNG, TIFF or WebP file, or of a JPEG 2000 image
     * @param frame index of the TIFF directory, from 0
     * @param turnDegrees by which a correct viewer turns it clockwise before showing (EXIF, PDF /Rotate): 0, 90, 180, 270.
     *     TIFF's own orientation tag is not in it: Leptonica obeys that while decoding
     * @param xDpi dots per inch across the image as decoded, before it is turned; 0 = as the image's own header says
     * @param yDpi the same downwards
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not kept: a copy of each scan would cost too much
    record EncodedImage(byte[] bytes, int frame, int turnDegrees, double xDpi, double yDpi) implements PageContent {}

    /** Pixels drawn by a renderer, upright as a correct viewer shows them. */
    record Drawn(Raster raster) implements PageContent {}

    /**
     * A page that was born digital, with good text of its own: nothing is recognised.
     *
     * @param words boxes in pixels of {@code raster}
     */
    record BornDigital(Raster raster, String text, List<Word> words) implements PageContent {
        public BornDigital {
            words = List.copyOf(words);
        }
    }

    /** A page that cannot be opened. */
    record Unreadable(Refusal refusal) implements PageContent {}

    /**
     * Pixels, row by row from the top.
     *
     * @param samples 1 (grey) or 3 (red, green, blue) bytes per pixel
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Raster(byte[] pixels, int width, int height, int samples, double dpi) {}
}
