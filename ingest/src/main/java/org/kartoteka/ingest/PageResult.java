package org.kartoteka.ingest;

import java.util.ArrayList;
import java.util.Comparator;
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
     * @param text of the words; what was written by hand and could not be read is no part of it
     * @param overlays what was written by hand or stamped on the page, from the top
     * @param imageMediaType {@code image/jpeg} or {@code image/png}; empty string where no image was written
     * @param imageHash 256 bits of how the page looks, in hexadecimal digits, much the same for every scan of one sheet; empty
     *     string where nobody looked
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
            List<Overlay> overlays,
            String imageMediaType,
            String imageHash)
            implements PageResult {
        public PageRead {
            words = List.copyOf(words);
            barcodes = List.copyOf(barcodes);
            tickBoxes = List.copyOf(tickBoxes);
            overlays = List.copyOf(overlays);
        }

        /** A page without anything written or stamped on it, whose look was not asked for. */
        public PageRead(
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
                String imageMediaType) {
            this(
                    method,
                    language,
                    languageScore,
                    rotationDegrees,
                    skewDegrees,
                    blank,
                    separator,
                    inkRatio,
                    widthPixels,
                    heightPixels,
                    confidence,
                    text,
                    words,
                    barcodes,
                    tickBoxes,
                    List.of(),
                    imageMediaType,
                    "");
        }

        /**
         * All words of the page in order of their lines, also those of little trust that were taken for handwriting: to look for
         * values that can be checked.
         */
        public List<Word> wordsWithHandwriting() {
            List<Word> all = new ArrayList<>(words);
            overlays.forEach(overlay -> all.addAll(overlay.words()));
            if (all.size() > words.size()) {
                all.sort(Comparator.comparingInt(Word::line).thenComparingInt(Word::x));
            }
            return all;
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
     * Something that is no print: its place on the page image, and what the engine made of it.
     *
     * @param words read there with little trust, and no part of the page's words; empty where nothing was read. Numbers of lines are
     *     those they would have on the page
     */
    record Overlay(Kind kind, List<Word> words, int x, int y, int width, int height) {
        public Overlay {
            words = List.copyOf(words);
        }

        /** How it came on the page. */
        public enum Kind {
            /** By a pen: a signature, a note, a value filled in. */
            HANDWRITING,
            /** A stamp with a frame. Words that were read well in it are words of the page. */
            STAMP
        }
    }

    /**
     * A word with its box.
     *
     * @param line number of its text line on the page, from 1, in reading order
     * @param confidence 0 to 1
     */
    record Word(String text, int x, int y, int width, int height, int line, double confidence) {}
}
