package org.kartoteka.ingest.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Segments at one height of the page, from the left.
 */
record Row(List<Segment> segments) {
    private static final int ROWS_LOOKED_BACK = 6;
    private static final double SAME_HEIGHT = 0.55;
    private static final double OVERLAP_MAX_HEIGHTS = 0.3;

    Row {
        segments =
                segments.stream().sorted(Comparator.comparingInt(Segment::left)).toList();
    }

    /** Puts segments that stand beside each other together; from the top. */
    static List<Row> of(List<Segment> segments) {
        List<List<Segment>> rows = new ArrayList<>();
        segments.stream().sorted(Comparator.comparingDouble(Segment::middle)).forEach(segment -> {
            for (int i = rows.size() - 1; i >= Math.max(0, rows.size() - ROWS_LOOKED_BACK); i--) {
                if (belongs(segment, rows.get(i))) {
                    rows.get(i).add(segment);
                    return;
                }
            }
            rows.add(new ArrayList<>(List.of(segment)));
        });
        return rows.stream()
                .map(Row::new)
                .sorted(Comparator.comparingDouble(Row::middle))
                .toList();
    }

    private static boolean belongs(Segment segment, List<Segment> row) {
        boolean free = row.stream().allMatch(other -> other.overlap(segment) < OVERLAP_MAX_HEIGHTS * segment.height());
        return free
                && row.stream().anyMatch(other -> Math.abs(other.middle() - segment.middle()) < reach(other, segment));
    }

    private static double reach(Segment one, Segment other) {
        double larger = Math.max(one.height(), other.height());
        double smaller = Math.min(one.height(), other.height());
        return SAME_HEIGHT * Math.min(larger, 1.6 * smaller);
    }

    double middle() {
        return segments.stream().mapToDouble(Segment::middle).average().orElse(0);
    }

    double height() {
        return Numbers.median(segments.stream().mapToDouble(Segment::height));
    }

    /** What is free of words: before, between and after its segments. */
    List<Gutter> free() {
        List<Gutter> free = new ArrayList<>();
        double from = Double.NEGATIVE_INFINITY;
        for (Segment segment : segments) {
            free.add(new Gutter(from, segment.left()));
            from = segment.right();
        }
        free.add(new Gutter(from, Double.POSITIVE_INFINITY));
        return free;
    }

    /** What is free between its segments. */
    List<Gutter> gaps() {
        List<Gutter> free = free();
        return free.subList(1, free.size() - 1);
    }
}
