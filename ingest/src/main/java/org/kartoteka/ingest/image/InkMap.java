package org.kartoteka.ingest.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a page is darker than its paper, at about {@value #DPI} dots per inch, and the connected blots of it.
 *
 * <p>Cheap (some milliseconds) and good enough to decide how a page lies, whether anything is on it, and where to take a
 * sample; never used for recognition.
 */
final class InkMap {
    static final int DPI = 100;

    /** Darker than paper by this share: something is there. */
    private static final double FAINT = 0.18;
    /** Darker than paper by this share: written or printed on this side. */
    private static final double STRONG = 0.42;

    private static final int CELL = 16;
    private static final int BLOTS_MAX = 60_000;

    final int width;
    final int height;
    private final byte[] level;
    private final List<Blot> blots;
    private final double shade;

    /**
     * Connected dark points.
     *
     * @param points how many
     * @param strongPoints how many of them are written or printed on this side
     */
    record Blot(int left, int top, int right, int bottom, int points, int strongPoints) {
        int width() {
            return right - left + 1;
        }

        int height() {
            return bottom - top + 1;
        }

        double fill() {
            return (double) points / (width() * (double) height());
        }
    }

    private InkMap(int width, int height, byte[] level, double shade) {
        this.width = width;
        this.height = height;
        this.level = level;
        this.shade = shade;
        this.blots = findBlots();
    }

    /** Of a picture with square pixels. */
    static InkMap of(Picture picture, double dpi) {
        try (Picture small = picture.reduceToGrey(DPI / dpi)) {
            return of(small.greyBytes(), small.width(), small.height());
        }
    }

    static InkMap of(byte[] grey, int width, int height) {
        int columns = (width + CELL - 1) / CELL;
        int rows = (height + CELL - 1) / CELL;
        int[] paper = paper(grey, width, height, columns, rows);
        byte[] level = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int white = paper[y / CELL * columns + x / CELL];
                double darker = (white - (grey[y * width + x] & 0xff)) / (double) Math.max(white, 1);
                level[y * width + x] = (byte) (darker < FAINT ? 0 : darker < STRONG ? 1 : 2);
            }
        }
        return new InkMap(width, height, level, shade(paper));
    }

    /** The lightness of the paper in each cell: light points of the cell, evened with the cells around it. */
    private static int[] paper(byte[] grey, int width, int height, int columns, int rows) {
        int[] light = new int[columns * rows];
        int[] histogram = new int[256];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Arrays.fill(histogram, 0);
                int points = 0;
                for (int y = row * CELL; y < Math.min(height, (row + 1) * CELL); y++) {
                    for (int x = column * CELL; x < Math.min(width, (column + 1) * CELL); x++) {
                        histogram[grey[y * width + x] & 0xff]++;
                        points++;
                    }
                }
                light[row * columns + column] = percentile(histogram, points * 4 / 5);
            }
        }
        return evened(light, columns, rows);
    }

    private static int percentile(int[] histogram, int rank) {
        int sum = 0;
        for (int value = 0; value < histogram.length; value++) {
            sum += histogram[value];
            if (sum > rank) {
                return value;
            }
        }
        return histogram.length - 1;
    }

    private static int[] evened(int[] light, int columns, int rows) {
        int[] evened = new int[light.length];
        int[] around = new int[25];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int count = 0;
                for (int r = Math.max(0, row - 2); r <= Math.min(rows - 1, row + 2); r++) {
                    for (int c = Math.max(0, column - 2); c <= Math.min(columns - 1, column + 2); c++) {
                        around[count++] = light[r * columns + c];
                    }
                }
                Arrays.sort(around, 0, count);
                evened[row * columns + column] = around[count * 2 / 3];
            }
        }
        return evened;
    }

    /** How far the lightest tenth of the paper is from the darkest tenth. */
    private static double shade(int[] paper) {
        int[] sorted = paper.clone();
        Arrays.sort(sorted);
        int light = sorted[sorted.length * 9 / 10];
        int dim = sorted[sorted.length / 10];
        return light == 0 ? 0 : (double) (light - dim) / light;
    }

    /** How unevenly the paper is lit, 0 to 1. */
    double shade() {
        return shade;
    }

    /** Share of points written or printed on this side, 0 to 1. */
    double inkRatio() {
        int strong = 0;
        for (byte value : level) {
            strong += value == 2 ? 1 : 0;
        }
        return (double) strong / level.length;
    }

    /** Whether there is something darker than the paper around. */
    boolean isInk(int x, int y) {
        return level[y * width + x] != 0;
    }

    List<Blot> blots() {
        return blots;
    }

    private List<Blot> findBlots() {
        List<Blot> found = new ArrayList<>();
        boolean[] seen = new boolean[level.length];
        int[] stack = new int[level.length];
        for (int start = 0; start < level.length && found.size() < BLOTS_MAX; start++) {
            if (level[start] != 0 && !seen[start]) {
                found.add(grow(start, seen, stack));
            }
        }
        return List.copyOf(found);
    }

    private Blot grow(int start, boolean[] seen, int[] stack) {
        int left = start % width;
        int right = left;
        int top = start / width;
        int bottom = top;
        int points = 0;
        int strong = 0;
        int size = 0;
        stack[size++] = start;
        seen[start] = true;
        while (size > 0) {
            int at = stack[--size];
            int x = at % width;
            int y = at / width;
            points++;
            strong += level[at] == 2 ? 1 : 0;
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int next = ny * width + nx;
                    if (level[next] != 0 && !seen[next]) {
                        seen[next] = true;
                        stack[size++] = next;
                    }
                }
            }
        }
        return new Blot(left, top, right, bottom, points, strong);
    }
}
