package org.kartoteka.archive.rendition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kartoteka.archive.reason.Reason;

/**
 * What was read on one page: {@code renditions/pages/<first two digits>/<original>/<recipe>/<page>.json}.
 *
 * <p>Boxes are in pixels of the page image, which is upright; its size is {@code widthPixels x heightPixels}.
 *
 * @param pageNumber in the batch, from 1
 * @param method {@code recognised}, {@code text-layer}, {@code blank} or {@code failed}
 * @param language ISO 639-1 code; {@code und} where there is no text
 * @param rotationDegrees by which the page had to be turned clockwise to stand upright: 0, 90, 180 or 270
 * @param skewDegrees small angle found, clockwise positive
 * @param inkRatio share of dark pixels, 0 to 1
 * @param confidence mean of the words, 0 to 1
 * @param separator the page only separates documents: it is hidden, not destroyed
 * @param tickBoxes of a form, by rows from the left
 * @param text of the words; handwriting that could not be read is no part of it
 * @param overlays what was written by hand or stamped on the page, from the top
 * @param image page image for the viewer; empty where none could be made
 * @param failure why the page could not be read
 * @param imageHash 256 bits of how the page looks, in hexadecimal digits, to find the same sheet scanned again; empty where nobody
 *     looked: of blank pages, separators, pages that never were on paper, and those stored before this was asked
 */
public record PageText(
        int pageNumber,
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
        Optional<RenditionRef> image,
        Optional<Reason> failure,
        Provenance provenance,
        String imageHash) {
    public PageText {
        words = List.copyOf(words);
        barcodes = List.copyOf(barcodes);
        // Pages stored before boxes, and before the look of pages, were asked for have none.
        tickBoxes = tickBoxes == null ? List.of() : List.copyOf(tickBoxes);
        overlays = overlays == null ? List.of() : List.copyOf(overlays);
        imageHash = imageHash == null ? "" : imageHash;
    }

    /** A page without anything written or stamped on it. */
    public PageText(
            int pageNumber,
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
            Optional<RenditionRef> image,
            Optional<Reason> failure,
            Provenance provenance) {
        this(
                pageNumber,
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
                image,
                failure,
                provenance,
                "");
    }

    /** The words, and behind them those of little trust that stand in overlays. */
    public List<Word> wordsToFind() {
        if (overlays.isEmpty()) {
            return words;
        }
        List<Word> all = new ArrayList<>(words);
        overlays.forEach(overlay -> all.addAll(overlay.words));
        return all;
    }

    /** The text, and behind it, in lines of their own, the words of little trust that stand in overlays. */
    public String textToFind() {
        StringBuilder all = new StringBuilder(text);
        for (Overlay overlay : overlays) {
            if (!overlay.words.isEmpty()) {
                all.append('\n').append(overlay.text());
            }
        }
        return all.toString();
    }

    /** The same page in a language that a person gave it. */
    public PageText withLanguage(String given) {
        return with(pageNumber, given);
    }

    /** The same page with the number it has in a stack that was scanned in two passes. */
    public PageText numbered(int number) {
        return number == pageNumber ? this : with(number, language);
    }

    private PageText with(int number, String given) {
        return new PageText(
                number,
                method,
                given,
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
                overlays,
                image,
                failure,
                provenance,
                imageHash);
    }

    /**
     * A box to tick.
     *
     * @param label the words behind it; empty where there are none
     */
    public record TickBox(String label, boolean ticked, int x, int y, int width, int height) {}

    /**
     * Something that is no print.
     *
     * @param kind {@code handwriting} or {@code stamp}
     * @param words read there with little trust, and no part of the page's words and text
     */
    public record Overlay(String kind, List<Word> words, int x, int y, int width, int height) {
        public Overlay {
            words = List.copyOf(words);
        }

        /** Its words, by spaces. */
        public String text() {
            return words.stream().map(Word::text).collect(Collectors.joining(" "));
        }
    }

    /**
     * One word.
     *
     * @param line number of its text line on the page, from 1
     * @param confidence 0 to 1
     */
    public record Word(String text, int x, int y, int width, int height, int line, double confidence) {}
}
