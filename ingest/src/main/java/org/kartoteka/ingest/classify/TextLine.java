package org.kartoteka.ingest.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;

/**
 * A line of a document as its type is judged by.
 *
 * @param large printed clearly larger than most of the page
 */
public record TextLine(String text, boolean large) {
    private static final double LARGE_RATIO = 1.35;

    /** Lines of a plain text, none of them large. */
    public static List<TextLine> ofText(String text) {
        return text.lines().map(line -> new TextLine(line, false)).toList();
    }

    /** Lines of a page, by its words where there are any, else by its text. */
    public static List<TextLine> ofPage(PageRead page) {
        if (page.words().isEmpty()) {
            return ofText(page.text());
        }
        int[] heights = page.words().stream().mapToInt(Word::height).sorted().toArray();
        double large = heights[heights.length / 2] * LARGE_RATIO;
        List<TextLine> lines = new ArrayList<>();
        List<Word> current = new ArrayList<>();
        for (Word word : page.words()) {
            if (!current.isEmpty() && current.getLast().line() != word.line()) {
                lines.add(ofWords(current, large));
                current.clear();
            }
            current.add(word);
        }
        lines.add(ofWords(current, large));
        return lines;
    }

    private static TextLine ofWords(List<Word> words, double large) {
        String[] texts = words.stream().map(Word::text).toArray(String[]::new);
        int[] heights = words.stream().mapToInt(Word::height).sorted().toArray();
        boolean tall = heights[heights.length / 2] >= large;
        return new TextLine(String.join(" ", Arrays.asList(texts)), tall);
    }
}
