package org.kartoteka.ingest.image;

import com.sun.jna.Pointer;
import net.sourceforge.lept4j.Leptonica1;

/**
 * The points of a black and white picture as Leptonica keeps them, 32 to a word: an eighth of the memory of bytes, and white paper
 * is passed over 32 points at a time. Not for several threads at once.
 */
final class Bits {
    private static final int SHIFT = 5; // 32 points to a word

    final int width;
    final int height;
    private final int wordsPerLine;
    private final int[] words;

    private Bits(int width, int height, int wordsPerLine, int[] words) {
        this.width = width;
        this.height = height;
        this.wordsPerLine = wordsPerLine;
        this.words = words;
    }

    /** A copy of the points of a picture of depth 1. */
    static Bits of(Picture blackAndWhite) {
        if (blackAndWhite.depth() != 1) {
            throw new IllegalStateException("not a black and white picture: depth " + blackAndWhite.depth());
        }
        int height = blackAndWhite.height();
        int wordsPerLine = Leptonica1.pixGetWpl(blackAndWhite.pix());
        Pointer data = Leptonica1.pixGetData(blackAndWhite.pix()).getPointer();
        int[] words = new int[height * wordsPerLine];
        data.read(0, words, 0, words.length);
        return new Bits(blackAndWhite.width(), height, wordsPerLine, words);
    }

    Bits copy() {
        return new Bits(width, height, wordsPerLine, words.clone());
    }

    boolean dark(int x, int y) {
        return words[y * wordsPerLine + (x >> SHIFT)] << x < 0; // a shift counts modulo 32
    }

    void whiten(int x, int y) {
        words[y * wordsPerLine + (x >> SHIFT)] &= ~(Integer.MIN_VALUE >>> x);
    }

    /** Column of the first dark point of a line at or after {@code from}; {@code width} where there is none. */
    int nextDark(int from, int y) {
        int x = from;
        while (x < width) {
            int rest = words[y * wordsPerLine + (x >> SHIFT)] << x;
            if (rest != 0) {
                return Math.min(width, x + Integer.numberOfLeadingZeros(rest));
            }
            x = ((x >> SHIFT) + 1) << SHIFT;
        }
        return width;
    }
}
