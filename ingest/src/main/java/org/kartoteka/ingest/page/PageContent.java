package org.kartoteka.ingest.page;

import java.util.List;
import org.kartoteka.ingest.PageResult.Word;

/** What a page of a file holds: the seam between opening formats and recognising text. */
public sealed interface PageContent {
    /**
     * An image as the scanner made it, to be decoded by Leptonica.
     *
     * @param bytes of a JPEG, PNG or TIFF file
     * @param frame index of the TIFF directory, from 0
     * @param turnDegrees by which a correct viewer turns it clockwise before showing (EXIF, PDF /Rotate): 0, 90, 180, 270
     * @param xDpi dots per inch across; 0 = as the image's own header says
     */
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

    /**
     * Pixels, row by row from the top.
     *
     * @param samples 1 (grey) or 3 (red, green, blue) bytes per pixel
     */
    record Raster(byte[] pixels, int width, int height, int samples, double dpi) {}
}
