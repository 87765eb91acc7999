package org.kartoteka.ingest.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kartoteka.ingest.PageResult.Word;

/**
 * Puts the words of a page in the order in which people read them. Rows of tables and forms are read across, so that label and
 * value stay together; columns of text and addresses set side by side one after the other.
 *
 * <p>Engines look for columns first, which tears tables apart once their rules are gone. Here lines are cut at wide gaps, the
 * pieces that stand beside each other are rows, and rows that keep a gutter free between them are a {@link Block}. A pure function.
 */
public final class ReadingOrder {
    /** A page with more words than this was not made for people; its words stay as they are. */
    private static final int WORDS_MAX = 10_000;

    private static final double ROW_DISTANCE_HEIGHTS_MAX = 2.4;
    private static final double DISTANCE_GROWTH_MAX = 1.75;
    private static final double USUAL_DISTANCE_HEIGHTS = 1.2;
    private static final int TEXT_ROWS_MIN = 6;
    private static final double SAME_PARAGRAPH = 1.35;

    private final List<Row> rows;
    private final List<List<Segment>> lines = new ArrayList<>();
    private int written;

    private ReadingOrder(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * @param words with boxes on a page that stands straight; those of one line have its number
     * @return the same words in reading order, lines numbered from 1; of more than {@value #WORDS_MAX}, the same as given
     */
    public static List<Word> arrange(List<Word> words) {
        return words.isEmpty() || words.size() > WORDS_MAX
                ? words
                : new ReadingOrder(Row.of(Segment.of(words))).arranged();
    }

    /** The words as text: lines by line feeds, words by spaces, or by tabs where a wide gap parts cells of a table or form. */
    public static String text(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                text.append(parting(words.get(i - 1), words.get(i)));
            }
            text.append(words.get(i).text());
        }
        return text.toString();
    }

    /** The words cut where a line ends or a wide gap parts cells of a table or form. */
    public static List<List<Word>> pieces(List<Word> words) {
        List<List<Word>> pieces = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= words.size(); to++) {
            if (to == words.size() || parting(words.get(to - 1), words.get(to)) != ' ') {
                pieces.add(List.copyOf(words.subList(from, to)));
                from = to;
            }
        }
        return pieces;
    }

    private static char parting(Word before, Word word) {
        if (before.line() != word.line()) {
            return '\n';
        }
        int gap = word.x() - before.x() - before.width();
        return gap > Segment.GAP_HEIGHTS * Math.max(before.height(), word.height()) ? '\t' : ' ';
    }

    private List<Word> arranged() {
        int at = 0;
        while (at < rows.size()) {
            at = block(at);
        }
        writeRowsUpTo(rows.size());
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (Segment segment : lines.get(i)) {
                for (Word word : segment.words()) {
                    words.add(new Word(
                            word.text(), word.x(), word.y(), word.width(), word.height(), i + 1, word.confidence()));
                }
            }
        }
        return words;
    }

    /** Writes the block that begins at a row, if one does; returns the row to go on with. */
    private int block(int first) {
        List<Gutter> gutters = rows.get(first).gaps();
        if (gutters.isEmpty()) {
            return first + 1;
        }
        int end = first + 1;
        while (end < rows.size() && follows(first, end)) {
            List<Gutter> narrowed = Gutter.narrowed(gutters, rows.get(end));
            if (narrowed.isEmpty()) {
                break;
            }
            gutters = narrowed;
            end++;
        }
        int begin = first;
        double distance = Leading.of(rows.subList(first, end)).smallestOr(0);
        while (begin > written) {
            Row above = rows.get(begin - 1);
            double usual = Math.max(
                    USUAL_DISTANCE_HEIGHTS * above.height(),
                    distance > 0 ? distance : USUAL_DISTANCE_HEIGHTS * above.height());
            List<Gutter> narrowed = Gutter.narrowed(gutters, above);
            if (rows.get(begin).middle() - above.middle() > DISTANCE_GROWTH_MAX * usual
                    || narrowed.size() != gutters.size()
                    || columns(above, narrowed).size() != 1) {
                break;
            }
            gutters = narrowed;
            begin--;
        }
        int next = end;
        end = withoutWhatFollows(begin, end, gutters);
        if (end - begin < 2) {
            return next;
        }
        Block block = new Block(rows.subList(begin, end), gutters);
        writeRowsUpTo(begin);
        lines.addAll(block.lines());
        written = end;
        return end;
    }

    /** Whether a row is near enough below the one before it to go on with the block. */
    private boolean follows(int first, int row) {
        double distance = rows.get(row).middle() - rows.get(row - 1).middle();
        double height = Math.max(rows.get(row).height(), rows.get(row - 1).height());
        double usual = row - first < 2
                ? 0
                : Math.max(
                        Leading.of(rows.subList(first, row)).smallestOr(0),
                        USUAL_DISTANCE_HEIGHTS * rows.get(row).height());
        return distance <= Math.max(ROW_DISTANCE_HEIGHTS_MAX * height, DISTANCE_GROWTH_MAX * usual);
    }

    /** Rows at the end that stand on the left alone begin something else, unless they go on with a column of text. */
    private int withoutWhatFollows(int begin, int from, List<Gutter> gutters) {
        int end = from;
        while (end - begin >= 2 && columns(rows.get(end - 1), gutters).equals(Set.of(0))) {
            double distance = rows.get(end - 1).middle() - rows.get(end - 2).middle();
            boolean near = distance
                    <= SAME_PARAGRAPH * Leading.of(rows.subList(begin, end)).median();
            if (near
                    && rowsIn(0, begin, end, gutters) >= TEXT_ROWS_MIN
                    && rowsIn(1, begin, end, gutters) >= TEXT_ROWS_MIN) {
                break;
            }
            end--;
        }
        return end;
    }

    private long rowsIn(int column, int begin, int end, List<Gutter> gutters) {
        return rows.subList(begin, end).stream()
                .filter(row -> columns(row, gutters).contains(column))
                .count();
    }

    private static Set<Integer> columns(Row row, List<Gutter> gutters) {
        Set<Integer> columns = new HashSet<>();
        row.segments().forEach(segment -> columns.add(Gutter.column(segment, gutters)));
        return columns;
    }

    private void writeRowsUpTo(int end) {
        for (; written < end; written++) {
            lines.add(rows.get(written).segments());
        }
    }
}
