package org.kartoteka.server.benchmark.scale;

import java.util.Arrays;
import java.util.Collection;

/**
 * How long answers took, in milliseconds: so many of a hundred took no longer.
 *
 * @param count of answers
 */
record Latencies(int count, double p50, double p95, double p99) {
    static Latencies of(Collection<Double> milliseconds) {
        double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Latencies(sorted.length, at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }
}
