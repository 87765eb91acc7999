package org.kartoteka.ingest.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kartoteka.ingest.PageResult.Overlay;
import org.kartoteka.ingest.PageResult.Overlay.Kind;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.FormLines;
import org.kartoteka.ingest.image.StampFrames;
import org.kartoteka.ingest.image.StampFrames.Frame;
import org.kartoteka.ingest.image.Strokes;
import org.kartoteka.ingest.layout.ReadingOrder;
import org.kartoteka.ingest.ocr.PenStrokes.Box;

/**
 * Tells what was written by hand or stamped from what was printed, and takes from the words what the engine made of it.
 *
 * <p>Print must not vanish: a piece of a line goes only where the engine itself doubts it <em>and</em> its ink does not look like type.
 * Handwriting that was read with some trust stays text; so do words in a stamp.
 */
final class Handwriting {
    /** Read better than this, a piece of a line is text whatever its ink looks like. */
    private static final double DOUBTED = 0.6;

    private static final double MUCH_DOUBTED = 0.45;
    private static final int SIGNS_MIN = 2;
    private static final double CONFIDENCE_IN_STAMP = 0.4;
    private static final double CONFIDENCE_OF_LABEL = 0.8;
    private static final double CONFIDENCE_OF_PRINT = 0.5;

    private static final double CONFIDENCE_OF_NUMBER = 0.5;
    private static final int DIGITS_OF_NUMBER = 5;

    /** What is left of the page, and what lies over it, from the top. */
    record Apart(List<Word> words, List<Overlay> overlays) {}

    /** A place by hand, and what was read there. */
    private record Place(Box box, List<Word> words) {}

    private final PenStrokes pen;
    private final List<Frame> stamps;
    private final List<Word> kept = new ArrayList<>();
    private final List<Place> written = new ArrayList<>();
    private final List<List<Word>> stamped = new ArrayList<>();

    private Handwriting(PenStrokes pen, List<Frame> stamps) {
        this.pen = pen;
        this.stamps = stamps;
        stamps.forEach(_ -> stamped.add(new ArrayList<>()));
    }

    /**
     * @param page as the words were read from it
     * @param words in reading order
     */
    static Apart takeFrom(FormLines.Cleared page, List<Word> words) {
        PenStrokes pen = new PenStrokes(Strokes.of(page.letters()), words);
        Handwriting handwriting = new Handwriting(pen, StampFrames.find(page.ink(), page.pieces()));
        ReadingOrder.pieces(words).forEach(handwriting::sort);
        pen.unread(handwriting.kept, page.letters().width()).forEach(handwriting::addUnread);
        return new Apart(handwriting.kept, handwriting.overlays());
    }

    private void sort(List<Word> piece) {
        Box box = Box.around(piece);
        int stamp = stampAt(box);
        if (stamp >= 0) {
            for (Word word : piece) {
                (word.confidence() < CONFIDENCE_IN_STAMP ? stamped.get(stamp) : kept).add(word);
            }
            return;
        }
        int from = 0;
        int to = piece.size();
        while (from < to && isLabel(piece.get(from))) {
            from++;
        }
        while (to > from && isLabel(piece.get(to - 1))) {
            to--;
        }
        List<Word> doubted = piece.subList(from, to);
        if (doubted.isEmpty() || !isByHand(doubted)) {
            kept.addAll(piece);
            return;
        }
        List<Word> unreadable =
                doubted.stream().filter(word -> !isLegibleNumber(word)).toList();
        kept.addAll(piece.stream().filter(word -> !unreadable.contains(word)).toList());
        written.add(new Place(Box.around(doubted), unreadable));
    }

    /** A reference or a telephone that a signature or a stamp runs through: too much would be lost with it. */
    private static boolean isLegibleNumber(Word word) {
        return word.confidence() >= CONFIDENCE_OF_NUMBER
                && word.text().chars().filter(Character::isDigit).count() >= DIGITS_OF_NUMBER;
    }

    /** A printed word beside what was written: read well, or with some trust and in ink without any sign of a pen. */
    private boolean isLabel(Word word) {
        return word.confidence() >= CONFIDENCE_OF_LABEL
                || (word.confidence() >= CONFIDENCE_OF_PRINT && pen.signs(Box.around(List.of(word))) <= 0);
    }

    /** The more the ink looks like a pen's, the less the engine must doubt it. */
    private boolean isByHand(List<Word> doubted) {
        double confidence = new Recognition(doubted, true).confidence();
        int signs = confidence < DOUBTED ? pen.signs(Box.around(doubted)) : 0;
        return signs >= (confidence < MUCH_DOUBTED ? SIGNS_MIN : SIGNS_MIN + 1);
    }

    private int stampAt(Box box) {
        for (int i = 0; i < stamps.size(); i++) {
            if (stamps.get(i).holds((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2)) {
                return i;
            }
        }
        return -1;
    }

    /** Joins ink that nobody read with what was read beside it. */
    private void addUnread(Box box) {
        if (stampAt(box) >= 0) {
            return;
        }
        Place joined = new Place(box, List.of());
        for (int i = 0; i < written.size(); i++) {
            Place other = written.get(i);
            if (other.box.isWithin(joined.box, 0)) {
                List<Word> words = new ArrayList<>(joined.words);
                words.addAll(other.words);
                joined = new Place(joined.box.with(other.box), words);
                written.remove(i);
                i = -1;
            }
        }
        written.add(joined);
    }

    private List<Overlay> overlays() {
        List<Overlay> overlays = new ArrayList<>();
        for (Place place : written) {
            Box box = place.box;
            overlays.add(new Overlay(
                    Kind.HANDWRITING,
                    place.words,
                    box.left(),
                    box.top(),
                    box.right() - box.left(),
                    box.bottom() - box.top()));
        }
        for (int i = 0; i < stamps.size(); i++) {
            Frame at = stamps.get(i);
            overlays.add(new Overlay(Kind.STAMP, stamped.get(i), at.x(), at.y(), at.width(), at.height()));
        }
        overlays.sort(Comparator.comparingInt(Overlay::y).thenComparingInt(Overlay::x));
        return overlays;
    }
}
