package org.kartoteka.ingest.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The connected pieces of ink on a black and white picture, with what tells a pen from print: how large, how thin, how full. */
public final class Strokes {
    /** A page with more pieces than this is dirt all over; what comes further down is left out. */
    private static final int STROKES_MAX = 40_000;

    private static final int INK_MIN = 12;

    /**
     * One piece of ink.
     *
     * @param ink points of it
     * @param edge points of it with paper beside them
     */
    public record Stroke(int x, int y, int width, int height, int ink, int edge) {
        public int right() {
            return x + width;
        }

        public int bottom() {
            return y + height;
        }

        /** Share of its box that is ink, 0 to 1. */
        public double fill() {
            return (double) ink / ((double) width * height);
        }

        /** Mean thickness of its lines, in points. */
        public double thickness() {
            return 2.0 * ink / Math.max(1, edge);
        }
    }

    private final Bits ink;
    private final Bits rest;
    private int[] stack = new int[1024];
    private int size;

    private Strokes(Bits ink) {
        this.ink = ink;
        rest = ink.copy();
    }

    /** Pieces from the top; specks are left out. */
    public static List<Stroke> of(Picture blackAndWhite) {
        return new Strokes(Bits.of(blackAndWhite)).find();
    }

    private List<Stroke> find() {
        List<Stroke> found = new ArrayList<>();
        for (int y = 0; y < rest.height; y++) {
            for (int x = rest.nextDark(0, y); x < rest.width; x = rest.nextDark(x, y)) {
                Stroke stroke = take(x, y);
                if (stroke.ink >= INK_MIN) {
                    found.add(stroke);
                }
                if (found.size() >= STROKES_MAX) {
                    return found;
                }
            }
        }
        return found;
    }

    /** Takes the piece at a dark point out of what is left. */
    private Stroke take(int startX, int startY) {
        int left = startX;
        int right = startX;
        int top = startY;
        int bottom = startY;
        int points = 0;
        int edge = 0;
        push(startX, startY);
        while (size > 0) {
            int at = stack[--size];
            int x = at % rest.width;
            int y = at / rest.width;
            points++;
            edge += isAtEdge(x, y) ? 1 : 0;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            for (int ny = Math.max(0, y - 1); ny <= Math.min(rest.height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(rest.width - 1, x + 1); nx++) {
                    if (rest.dark(nx, ny)) {
                        push(nx, ny);
                    }
                }
            }
        }
        return new Stroke(left, top, right - left + 1, bottom - top + 1, points, edge);
    }

    private void push(int x, int y) {
        rest.whiten(x, y);
        if (size == stack.length) {
            stack = Arrays.copyOf(stack, 2 * size);
        }
        stack[size++] = y * rest.width + x;
    }

    private boolean isAtEdge(int x, int y) {
        return x == 0
                || y == 0
                || x == ink.width - 1
                || y == ink.height - 1
                || !ink.dark(x - 1, y)
                || !ink.dark(x + 1, y)
                || !ink.dark(x, y - 1)
                || !ink.dark(x, y + 1);
    }
}
