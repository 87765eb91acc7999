package org.kartoteka.ingest.layout;

import java.util.List;
import java.util.stream.IntStream;

/** Distances from row to row. */
record Leading(List<Double> distances) {
    static Leading of(List<Row> rows) {
        return new Leading(IntStream.range(1, rows.size())
                .mapToObj(i -> rows.get(i).middle() - rows.get(i - 1).middle())
                .toList());
    }

    double median() {
        return Numbers.median(distances.stream().mapToDouble(Double::doubleValue));
    }

    /** The smallest, or the other value where there is none. */
    double smallestOr(double otherwise) {
        return distances.stream().mapToDouble(Double::doubleValue).min().orElse(otherwise);
    }
}
