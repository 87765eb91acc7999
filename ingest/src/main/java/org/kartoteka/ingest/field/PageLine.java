package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;

/**
 * A line of words with its text: words joined by spaces, or by tabs where a wide gap sets cells apart.
 *
 * @param pageNumber in the batch, from 1
 * @param starts where each word begins in {@code text}
 */
record PageLine(int pageNumber, int position, List<Word> words, List<Integer> starts, String text) {
    /** A gap of this many line heights parts cells of a form or columns of a page. */
    private static final double CELL_GAP_HEIGHTS = 1.6;

    private static final int LINE_CHARS_MAX = 300;

    private static final int CHAR_WIDTH = 10;
    private static final int LINE_HEIGHT = 20;

    static List<PageLine> of(int pageNumber, PageRead page) {
        return ofWords(
                pageNumber,
                page.words().isEmpty() && page.overlays().isEmpty()
                        ? wordsOf(page.text())
                        : page.wordsWithHandwriting());
    }

    /** Words of a text that has no boxes, as if typed: each line a line, tabs between cells. */
    static List<Word> wordsOf(String text) {
        List<Word> words = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R")) {
            number++;
            int column = 0;
            for (String cell : line.split("\t")) {
                for (String word : cell.strip().split("\\s+")) {
                    if (!word.isEmpty()) {
                        words.add(new Word(
                                word,
                                column * CHAR_WIDTH,
                                number * 2 * LINE_HEIGHT,
                                word.length() * CHAR_WIDTH,
                                LINE_HEIGHT,
                                number,
                                1));
                    }
                    column += word.length() + 1;
                }
                column += 6;
            }
        }
        return words;
    }

    private static List<PageLine> ofWords(int pageNumber, List<Word> words) {
        List<PageLine> lines = new ArrayList<>();
        int from = 0;
        int chars = 0;
        for (int to = 1; to <= words.size(); to++) {
            chars += words.get(to - 1).text().length() + 1;
            // Text without line ends, such as a paragraph of a letter written by a word processor, is cut.
            if (to == words.size() || words.get(to).line() != words.get(from).line() || chars > LINE_CHARS_MAX) {
                lines.add(ofLine(pageNumber, lines.size(), words.subList(from, to)));
                from = to;
                chars = 0;
            }
        }
        return lines;
    }

    private static PageLine ofLine(int pageNumber, int position, List<Word> words) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        int[] heights = words.stream().mapToInt(Word::height).sorted().toArray();
        double cellGap = heights[heights.length / 2] * CELL_GAP_HEIGHTS;
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                Word before = words.get(i - 1);
                int gap = words.get(i).x() - before.x() - before.width();
                text.append(gap > cellGap || gap < -cellGap ? '\t' : ' ');
            }
            starts.add(text.length());
            text.append(words.get(i).text());
        }
        return new PageLine(pageNumber, position, List.copyOf(words), List.copyOf(starts), text.toString());
    }

    /** The words that a stretch of the text touches. */
    List<Word> wordsBetween(int from, int to) {
        List<Word> touched = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int start = starts.get(i);
            if (start < to && start + words.get(i).text().length() > from) {
                touched.add(words.get(i));
            }
        }
        return touched;
    }

    /** Length of the cell that a place in the text is in. */
    int cellLength(int at) {
        int from = text.lastIndexOf('\t', at) + 1;
        int to = text.indexOf('\t', at);
        return (to < 0 ? text.length() : to) - from;
    }

    int top() {
        return words.stream().mapToInt(Word::y).min().orElse(0);
    }

    int height() {
        return Math.max(1, words.stream().mapToInt(Word::height).max().orElse(1));
    }
}
