package org.kartoteka.ingest.image;

import org.kartoteka.ingest.PageResult.Word;

/**
 * Takes boxes from the straightened picture that was recognised to the page image, which leans as it was scanned.
 *
 * @param width of the recognised picture
 * @param skewRadians by which lines of the page image lean, clockwise positive; the picture was turned back by it about its
 *     middle
 */
public record Placing(int width, int height, double scaleX, double scaleY, double skewRadians) {
    /** The word with the smallest upright box around its leaning one, kept within the page image. */
    public Word place(Word word) {
        double middleX = word.x() + word.width() / 2.0 - width / 2.0;
        double middleY = word.y() + word.height() / 2.0 - height / 2.0;
        double cos = Math.cos(skewRadians);
        double sin = Math.sin(skewRadians);
        double x = width / 2.0 + middleX * cos - middleY * sin;
        double y = height / 2.0 + middleX * sin + middleY * cos;
        double halfWidth = (word.width() * cos + word.height() * Math.abs(sin)) / 2;
        double halfHeight = (word.height() * cos + word.width() * Math.abs(sin)) / 2;
        int left = within((x - halfWidth) * scaleX, width * scaleX);
        int top = within((y - halfHeight) * scaleY, height * scaleY);
        int right = within((x + halfWidth) * scaleX, width * scaleX);
        int bottom = within((y + halfHeight) * scaleY, height * scaleY);
        return new Word(
                word.text(),
                left,
                top,
                Math.max(1, right - left),
                Math.max(1, bottom - top),
                word.line(),
                word.confidence());
    }

    private static int within(double at, double length) {
        return (int) Math.round(Math.clamp(at, 0, length));
    }
}
