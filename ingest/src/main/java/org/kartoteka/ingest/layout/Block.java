package org.kartoteka.ingest.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows, one below the other, that keep the same gutters free. It is read row by row, as tables and forms are, unless it looks like
 * columns of running text or like short blocks set side by side, as addresses are.
 */
record Block(List<Row> rows, List<Gutter> gutters) {
    private static final int TEXT_LINES_MIN = 4;
    private static final int TEXT_CHARACTERS_MIN = 22;
    private static final double TEXT_FILL_MIN = 0.66;
    private static final int SIDE_BY_SIDE_ROWS_MAX = 7;
    private static final double SIDE_BY_SIDE_FULL_MAX = 0.7;
    private static final double TIGHT = 2;
    private static final Pattern LABELLED = Pattern.compile("[^\\d:]{3,30}:\\s\\S.*");

    Block {
        rows = List.copyOf(rows);
        gutters = List.copyOf(gutters);
    }

    /** Lines in reading order, each from the left. */
    List<List<Segment>> lines() {
        if (rows.size() < 2 || gutters.size() != 1 || !standsInColumns()) {
            return rows.stream().map(Row::segments).toList();
        }
        return Stream.of(column(0), column(1)).flatMap(List::stream).toList();
    }

    private List<List<Segment>> column(int number) {
        List<List<Segment>> lines = new ArrayList<>();
        for (Row row : rows) {
            List<Segment> own = row.segments().stream()
                    .filter(segment -> Gutter.column(segment, gutters) == number)
                    .toList();
            if (!own.isEmpty()) {
                lines.add(own);
            }
        }
        return lines;
    }

    private boolean standsInColumns() {
        List<List<Segment>> left = column(0);
        List<List<Segment>> right = column(1);
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        int fewer = Math.min(left.size(), right.size());
        if (fewer >= TEXT_LINES_MIN
                && Math.min(characters(left), characters(right)) >= TEXT_CHARACTERS_MIN
                && fill(left) > TEXT_FILL_MIN) {
            return true;
        }
        if (left.size() == 1) {
            return true; // a sign or a label, with lines beside it
        }
        if (share(rows, row -> row.segments().size() > 2) >= 0.4) {
            return false;
        }
        double labelled = share(right, line -> LABELLED.matcher(text(line)).matches());
        if (labelled >= 0.5 && labelled * right.size() >= 2) {
            return true;
        }
        return share(left, line -> text(line).endsWith(":")) < 0.4 && fewer >= 2 && isSideBySide(left, right);
    }

    /** Few lines, close below each other, more of them on one side than on the other. */
    private boolean isSideBySide(List<List<Segment>> left, List<List<Segment>> right) {
        double both = share(rows, row -> columns(row).size() == 2);
        double height = Numbers.median(
                rows.stream().flatMap(row -> row.segments().stream()).mapToDouble(Segment::height));
        List<List<Segment>> lines = Stream.concat(left.stream(), right.stream()).toList();
        return rows.size() <= SIDE_BY_SIDE_ROWS_MAX
                && both <= SIDE_BY_SIDE_FULL_MAX
                && Leading.of(rows).median() <= TIGHT * height
                && share(lines, line -> line.size() == 1) >= 0.8;
    }

    private Set<Integer> columns(Row row) {
        Set<Integer> columns = new HashSet<>();
        row.segments().forEach(segment -> columns.add(Gutter.column(segment, gutters)));
        return columns;
    }

    private static double characters(List<List<Segment>> lines) {
        return lines.stream()
                .mapToInt(line -> line.stream().mapToInt(Segment::characters).sum())
                .average()
                .orElse(0);
    }

    /** How much of the column's width its lines take. */
    private static double fill(List<List<Segment>> lines) {
        int from = lines.stream().mapToInt(line -> line.getFirst().left()).min().orElse(0);
        int to = lines.stream().mapToInt(Block::right).max().orElse(0);
        return lines.stream().mapToInt(line -> right(line) - from).average().orElse(0) / Math.max(1, to - from);
    }

    private static int right(List<Segment> line) {
        return line.stream().mapToInt(Segment::right).max().orElse(0);
    }

    private static String text(List<Segment> line) {
        return String.join(" ", line.stream().map(Segment::text).toList());
    }

    private static <T> double share(List<T> all, java.util.function.Predicate<T> wanted) {
        return all.isEmpty() ? 0 : (double) all.stream().filter(wanted).count() / all.size();
    }
}
