package org.kartoteka.ingest.layout;

import java.util.ArrayList;
import java.util.List;

/** A stretch of the page's width that is free of words over several rows. */
record Gutter(double from, double to) {
    private static final double WIDTH_HEIGHTS_MIN = 0.8;

    /** What of the gutters stays free with another row, where that is wide enough for its letters. */
    static List<Gutter> narrowed(List<Gutter> gutters, Row row) {
        List<Gutter> narrowed = new ArrayList<>();
        for (Gutter gutter : gutters) {
            for (Gutter free : row.free()) {
                double from = Math.max(gutter.from, free.from);
                double to = Math.min(gutter.to, free.to);
                if (to - from >= WIDTH_HEIGHTS_MIN * row.height()) {
                    narrowed.add(new Gutter(from, to));
                }
            }
        }
        return narrowed;
    }

    /** Which column a segment is in, from 0. */
    static int column(Segment segment, List<Gutter> gutters) {
        return (int) gutters.stream()
                .filter(gutter -> segment.left() >= (gutter.from + gutter.to) / 2)
                .count();
    }
}
