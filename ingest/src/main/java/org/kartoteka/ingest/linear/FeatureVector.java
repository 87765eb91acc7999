package org.kartoteka.ingest.linear;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Features of one text: bucket numbers in rising order with their values. Arrays are shared, not copied: do not change them.
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureVector(int[] buckets, float[] values) {
    public FeatureVector {
        if (buckets.length != values.length) {
            throw new IllegalArgumentException("as many values as buckets are needed");
        }
    }

    public boolean isEmpty() {
        return buckets.length == 0;
    }

    /** The value of a bucket; 0 if the text has it not. */
    public float value(int bucket) {
        int at = Arrays.binarySearch(buckets, bucket);
        return at < 0 ? 0 : values[at];
    }

    /** Both together, each scaled: so that a small group of features is not drowned by a large one. */
    public static FeatureVector sum(FeatureVector first, float firstScale, FeatureVector second, float secondScale) {
        TreeMap<Integer, Float> all = new TreeMap<>();
        for (int i = 0; i < first.buckets.length; i++) {
            all.merge(first.buckets[i], first.values[i] * firstScale, Float::sum);
        }
        for (int i = 0; i < second.buckets.length; i++) {
            all.merge(second.buckets[i], second.values[i] * secondScale, Float::sum);
        }
        int[] buckets = new int[all.size()];
        float[] values = new float[all.size()];
        int at = 0;
        for (Map.Entry<Integer, Float> entry : all.entrySet()) {
            buckets[at] = entry.getKey();
            values[at++] = entry.getValue();
        }
        return new FeatureVector(buckets, values);
    }
}
