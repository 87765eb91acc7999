package org.kartoteka.ingest.image;

import java.util.List;
import java.util.Optional;
import org.kartoteka.ingest.PageResult.Overlay;
import org.kartoteka.ingest.PageResult.TickBox;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.Slant.Point;

/**
 * Takes boxes from the straightened picture that was recognised to the page image, which leans and slants as it was scanned or
 * photographed.
 *
 * @param width of the recognised picture
 * @param viewWidth of the page image
 * @param skewRadians by which lines of the page image lean, clockwise positive; the picture was turned back by it about its
 *     middle
 * @param photo where the picture was made flat first
 */
public record Placing(int width, int height, int viewWidth, int viewHeight, double skewRadians, Optional<Photo> photo) {
    /**
     * @param turnDegrees by which both were turned clockwise after the sheet was made flat
     */
    record Photo(Slant slant, int turnDegrees) {}

    private record Box(int x, int y, int width, int height) {}

    /** The word with the smallest upright box around its leaning one, kept within the page image. */
    public Word place(Word word) {
        Box box = place(new Box(word.x(), word.y(), word.width(), word.height()));
        return new Word(word.text(), box.x, box.y, box.width, box.height, word.line(), word.confidence());
    }

    /** The box to tick, likewise. */
    public TickBox place(TickBox tick) {
        Box box = place(new Box(tick.x(), tick.y(), tick.width(), tick.height()));
        return new TickBox(tick.label(), tick.ticked(), box.x, box.y, box.width, box.height);
    }

    /** What was written or stamped, likewise. */
    public Overlay place(Overlay overlay) {
        Box box = place(new Box(overlay.x(), overlay.y(), overlay.width(), overlay.height()));
        List<Word> words = overlay.words().stream().map(this::place).toList();
        return new Overlay(overlay.kind(), words, box.x, box.y, box.width, box.height);
    }

    private Box place(Box box) {
        List<Point> corners = List.of(
                placed(box.x, box.y),
                placed(box.x + box.width, box.y),
                placed(box.x + box.width, box.y + box.height),
                placed(box.x, box.y + box.height));
        int left = within(corners.stream().mapToDouble(Point::x).min().orElse(0), viewWidth);
        int top = within(corners.stream().mapToDouble(Point::y).min().orElse(0), viewHeight);
        int right = within(corners.stream().mapToDouble(Point::x).max().orElse(0), viewWidth);
        int bottom = within(corners.stream().mapToDouble(Point::y).max().orElse(0), viewHeight);
        return new Box(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private Point placed(double x, double y) {
        double middleX = x - width / 2.0;
        double middleY = y - height / 2.0;
        double cos = Math.cos(skewRadians);
        double sin = Math.sin(skewRadians);
        double share = (width / 2.0 + middleX * cos - middleY * sin) / width;
        double down = (height / 2.0 + middleX * sin + middleY * cos) / height;
        return photo.map(taken -> onPhoto(taken, share, down)).orElse(new Point(share * viewWidth, down * viewHeight));
    }

    private Point onPhoto(Photo taken, double share, double down) {
        Slant slant = taken.slant;
        Point upright = new Point(share, down).turned(-taken.turnDegrees, 1, 1);
        Point seen = slant.toPhoto(new Point(upright.x() * slant.width(), upright.y() * slant.height()));
        Point turned = new Point(seen.x() / slant.photoWidth(), seen.y() / slant.photoHeight())
                .turned(taken.turnDegrees, 1, 1);
        return new Point(turned.x() * viewWidth, turned.y() * viewHeight);
    }

    private static int within(double at, double length) {
        return (int) Math.round(Math.clamp(at, 0, length));
    }
}
