package org.kartoteka.ingest.linear;

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
}
