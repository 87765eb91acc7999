package org.kartoteka.ingest;

import java.util.List;

/** What became of a page. */
public sealed interface PageResult {
    /**
     * A page that was read. Boxes are in pixels of the page image, which stands upright.
     *
     * @param method {@code recognised}, {@code text-layer} or {@code blank}
     * @param language ISO 639-1, {@code und} where there is no text
     * @param languageScore 0 to 1
     * @param rotationDegrees by which the page had to be turned clockwise to stand upright: 0, 90, 180, 270
     * @param skewDegrees clockwise positive
     * @param separator only separates documents (PATCH-T sheet, QR cover sheet)
     * @param inkRatio share of dark pixels, 0 to 1
     * @param confidence mean over words, 0 to 1
     * @param imageMediaType {@code image/jpeg} or {@code image/png}; empty string where no image was written
     */
    record PageRead(
            String method,
            String language,
            double languageScore,
            int rotationDegrees,
            double skewDegrees,
            boolean blank,
            boolean separator,
            double inkRatio,
            int widthPixels,
            int heightPixels,
            double confidence,
            String text,
            List<Word> words,
            List<String> barcodes,
            List<TickBox> tickBoxes,
            String imageMediaType)
            implements PageResult {
        public PageRead {
            words = List.copyOf(words);
            barcodes = List.copyOf(barcodes);
            tickBoxes = List.copyOf(tickBoxes);
        }
    }

    /** A page that could not be read; its document is archived all the same. */
    record PageFailed(Refusal refusal) implements PageResult {}

    /**
     * A box to tick on a form, with its place on the page image.
     *
     * @param label the words behind it, up to the next box; empty where there are none
     */
    record TickBox(String label, boolean ticked, int x, int y, int width, int height) {}

    /**
     * A word with its box.
     *
     * @param line number of its text line on the page, from 1, in reading order
     * @param confidence 0 to 1
     */
    record Word(String text, int x, int y, int width, int height, int line, double confidence) {}
}
