package org.kartoteka.ingest.layout;

import java.util.stream.DoubleStream;

/** Reckoning with measures of a page. */
final class Numbers {
    private Numbers() {}

    /** The middle one, or the mean of the two in the middle; 0 of none. */
    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
