package org.kartoteka.ingest.linear;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects features of one text and makes a {@link FeatureVector} of them.
 *
 * <p>Features are named by strings and hashed into buckets; a feature that comes often counts by the square root of its
 * weight. Not safe for several threads.
 */
public final class FeatureBag {
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    private final int mask;
    private final Map<Integer, float[]> weights = new HashMap<>();

    /** @param bits of the bucket number, 8 to 22; the same for training and use */
    public FeatureBag(int bits) {
        if (bits < 8 || bits > 22) {
            throw new IllegalArgumentException("bits of a feature bucket must be 8 to 22: " + bits);
        }
        this.mask = (1 << bits) - 1;
    }

    /**
     * Adds to a feature.
     *
     * @param kind keeps features of different kinds apart, such as words and parts of words
     * @return the bucket, for explanations
     */
    public int add(char kind, CharSequence feature, float weight) {
        int bucket = bucket(kind, feature);
        weights.computeIfAbsent(bucket, _ -> new float[1])[0] += weight;
        return bucket;
    }

    private int bucket(char kind, CharSequence feature) {
        int hash = (FNV_OFFSET ^ kind) * FNV_PRIME;
        for (int i = 0; i < feature.length(); i++) {
            hash = (hash ^ feature.charAt(i)) * FNV_PRIME;
        }
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >>> 13;
        return hash & mask;
    }

    /** All features so far, in order of buckets, scaled to length 1. Empty if nothing was added. */
    public FeatureVector toVector() {
        TreeMap<Integer, float[]> ordered = new TreeMap<>(weights);
        int[] buckets = new int[ordered.size()];
        float[] values = new float[ordered.size()];
        int at = 0;
        double squares = 0;
        for (Map.Entry<Integer, float[]> entry : ordered.entrySet()) {
            buckets[at] = entry.getKey();
            double value = Math.sqrt(entry.getValue()[0]);
            values[at++] = (float) value;
            squares += value * value;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < at && length > 0; i++) {
            values[i] /= length;
        }
        return new FeatureVector(Arrays.copyOf(buckets, at), Arrays.copyOf(values, at));
    }
}
