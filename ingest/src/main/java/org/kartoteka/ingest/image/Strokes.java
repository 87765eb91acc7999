package org.kartoteka.ingest.image;

import java.util.ArrayList;
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

    private final byte[] grey;
    private final boolean[] seen;
    private final int[] stack;
    private final int width;
    private final int height;

    private Strokes(byte[] grey, int width, int height) {
        this.grey = grey;
        this.width = width;
        this.height = height;
        seen = new boolean[grey.length];
        stack = new int[grey.length];
    }

    /** Pieces from the top; specks are left out. */
    public static List<Stroke> of(Picture blackAndWhite) {
        try (Picture eight = blackAndWhite.grey()) {
            return new Strokes(eight.greyBytes(), eight.width(), eight.height()).find();
        }
    }

    private List<Stroke> find() {
        List<Stroke> found = new ArrayList<>();
        for (int start = 0; start < grey.length && found.size() < STROKES_MAX; start++) {
            if (!seen[start] && dark(start)) {
                Stroke stroke = grow(start);
                if (stroke.ink >= INK_MIN) {
                    found.add(stroke);
                }
            }
        }
        return found;
    }

    private boolean dark(int at) {
        return (grey[at] & 0xff) < 128;
    }

    private Stroke grow(int start) {
        int left = start % width;
        int right = left;
        int top = start / width;
        int bottom = top;
        int ink = 0;
        int edge = 0;
        int size = 0;
        stack[size++] = start;
        seen[start] = true;
        while (size > 0) {
            int at = stack[--size];
            int x = at % width;
            int y = at / width;
            ink++;
            edge += isAtEdge(x, y) ? 1 : 0;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int next = ny * width + nx;
                    if (!seen[next] && dark(next)) {
                        seen[next] = true;
                        stack[size++] = next;
                    }
                }
            }
        }
        return new Stroke(left, top, right - left + 1, bottom - top + 1, ink, edge);
    }

    private boolean isAtEdge(int x, int y) {
        int at = y * width + x;
        return x == 0
                || y == 0
                || x == width - 1
                || y == height - 1
                || !dark(at - 1)
                || !dark(at + 1)
                || !dark(at - width)
                || !dark(at + width);
    }
}
