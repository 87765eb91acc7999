package org.kartoteka.ingest.image;

import java.util.Arrays;

/**
 * How a page looks, in 256 bits that are much the same for every scan of one sheet: after B. Yang, F. Gu and X. Niu, "Block
 * mean value based image perceptual hashing", 2006.
 *
 * <p>The written part of an upright page is cut into 16 by 16 blocks; a bit says whether a block has more ink than the block in
 * the middle of their order. Scale, place on the glass, threshold and blur change few of them. Margins are found by where one
 * in a hundred points of ink lies outside, so that some dirt does not move them.
 */
public final class BlockMeanHash {
    private static final int SIDE = 16;
    private static final double OUTSIDE = 0.01;

    /** Less ink than this in a block is dirt. */
    private static final double DIRT = 0.004;

    private BlockMeanHash() {}

    /**
     * The hash of an upright, straight page: 64 hexadecimal digits, by rows from the top left; empty where there is no ink.
     *
     * @param dpi dots per inch of the picture, which has square pixels
     */
    public static String of(Picture page, double dpi) {
        return of(InkMap.of(page, dpi));
    }

    static String of(InkMap ink) {
        int[] rows = new int[ink.height];
        int[] columns = new int[ink.width];
        int all = 0;
        for (int y = 0; y < ink.height; y++) {
            for (int x = 0; x < ink.width; x++) {
                if (ink.isInk(x, y)) {
                    rows[y]++;
                    columns[x]++;
                    all++;
                }
            }
        }
        int top = reached(rows, all * OUTSIDE);
        int bottom = reached(rows, all * (1 - OUTSIDE)) + 1;
        int left = reached(columns, all * OUTSIDE);
        int right = reached(columns, all * (1 - OUTSIDE)) + 1;
        if (all == 0 || bottom - top < SIDE || right - left < SIDE) {
            return "";
        }
        double[] blocks = new double[SIDE * SIDE];
        for (int block = 0; block < blocks.length; block++) {
            int column = block % SIDE;
            int row = block / SIDE;
            blocks[block] = share(
                    ink,
                    left + (right - left) * column / SIDE,
                    top + (bottom - top) * row / SIDE,
                    left + (right - left) * (column + 1) / SIDE,
                    top + (bottom - top) * (row + 1) / SIDE);
        }
        return digits(blocks);
    }

    /** The first place up to which there is more than so much. */
    private static int reached(int[] counts, double wanted) {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            if (sum > wanted) {
                return i;
            }
        }
        return counts.length - 1;
    }

    private static double share(InkMap ink, int left, int top, int right, int bottom) {
        int dark = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                dark += ink.isInk(x, y) ? 1 : 0;
            }
        }
        return (double) dark / ((right - left) * (bottom - top));
    }

    private static String digits(double[] blocks) {
        double[] sorted = blocks.clone();
        Arrays.sort(sorted);
        double middle = Math.max(DIRT, sorted[sorted.length / 2]);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < blocks.length; i += 4) {
            int digit = 0;
            for (int bit = 0; bit < 4; bit++) {
                digit = digit << 1 | (blocks[i + bit] > middle ? 1 : 0);
            }
            digits.append(Character.forDigit(digit, 16));
        }
        return digits.toString();
    }
}
