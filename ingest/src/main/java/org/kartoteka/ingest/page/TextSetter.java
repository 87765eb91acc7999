package org.kartoteka.ingest.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.PageContent.BornDigital;

/**
 * Sets plain text onto A4 pages at 150 dpi, so that text without pages of its own can be looked at, marked and printed like
 * a scan. One typeface, one size; long lines are broken between words, tabs go to the next stop, a form feed begins a page.
 * The same text always gives the same pages.
 */
final class TextSetter {
    private static final double DPI = 150;
    private static final int PAGE_WIDTH = 1240;
    private static final int PAGE_HEIGHT = 1754;
    private static final int MARGIN = 118;
    private static final double SIZE = 10.5 * DPI / 72;
    private static final int LINE_HEIGHT = 30;
    private static final double TAB_STOP = 74;
    private static final int LINES_PER_PAGE = (PAGE_HEIGHT - 2 * MARGIN) / LINE_HEIGHT;
    private static final int BLANK_LINES_MAX = 2;

    private final String text;
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> pageStarts = new ArrayList<>();

    /** Part of the text that stands on one line of a page; {@code joint} is what separates it from the next. */
    private record Row(int start, int end, String joint) {}

    /**
     * @param pagesMax above which the text is refused
     * @throws UnreadableException {@code TOO_MANY_PAGES}, or {@code NO_PAGES} for text without a visible character
     */
    TextSetter(String raw, int pagesMax) throws UnreadableException {
        text = clean(raw);
        if (text.isBlank()) {
            throw new UnreadableException(Refusal.of(Refusal.Code.NO_PAGES));
        }
        int blank = 0;
        int start = 0;
        pageStarts.add(0);
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\f') {
                end++;
            }
            boolean empty = text.substring(start, end).isBlank();
            blank = empty ? blank + 1 : 0;
            if (blank <= BLANK_LINES_MAX) {
                breakLine(start, end);
            }
            boolean feed = end < text.length() && text.charAt(end) == '\f';
            if (feed && rows.size() > pageStarts.getLast()) {
                pageStarts.add(rows.size());
            }
            while (rows.size() > pageStarts.getLast() + LINES_PER_PAGE) {
                pageStarts.add(pageStarts.getLast() + LINES_PER_PAGE);
            }
            if (pageStarts.size() > pagesMax) {
                throw UnreadableException.over(Refusal.Code.TOO_MANY_PAGES, pagesMax, pageStarts.size());
            }
            start = end + 1;
        }
        dropEmptyEnd();
    }

    private void dropEmptyEnd() {
        while (!rows.isEmpty()
                && text.substring(rows.getLast().start(), rows.getLast().end()).isBlank()) {
            rows.removeLast();
        }
        while (pageStarts.size() > 1 && pageStarts.getLast() >= rows.size()) {
            pageStarts.removeLast();
        }
    }

    int pageCount() {
        return pageStarts.size();
    }

    /** @param pageNumber from 1 */
    BornDigital page(int pageNumber) {
        int first = pageStarts.get(pageNumber - 1);
        int last = pageNumber < pageStarts.size() ? pageStarts.get(pageNumber) : rows.size();
        BufferedImage image = new BufferedImage(PAGE_WIDTH, PAGE_HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, PAGE_WIDTH, PAGE_HEIGHT);
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        StringBuilder pageText = new StringBuilder();
        List<Word> words = new ArrayList<>();
        for (int i = first; i < last; i++) {
            Row row = rows.get(i);
            pageText.append(text, row.start(), row.end()).append(i == last - 1 ? "" : row.joint());
            int line = i - first;
            setRow(graphics, row, line, words);
        }
        graphics.dispose();
        return new BornDigital(Rasters.of(image, DPI), pageText.toString().strip(), words);
    }

    private void setRow(Graphics2D graphics, Row row, int line, List<Word> words) {
        double baseline = MARGIN + line * LINE_HEIGHT + SIZE;
        double x = MARGIN;
        double wordX = x;
        StringBuilder word = new StringBuilder();
        for (int i = row.start(); i < row.end(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            double next = advance(x, c);
            if (Character.isWhitespace(c) || c == 0xa0) {
                addWord(words, word, wordX, x, baseline, line);
                wordX = next;
            } else {
                var place = new AffineTransform(SIZE, 0, 0, -SIZE, x, baseline);
                graphics.fill(place.createTransformedShape(
                        BundledFont.instance().glyph(c).outline()));
                word.appendCodePoint(c);
            }
            x = next;
        }
        addWord(words, word, wordX, x, baseline, line);
    }

    private static void addWord(
            List<Word> words, StringBuilder word, double from, double to, double baseline, int line) {
        if (word.isEmpty()) {
            return;
        }
        int x = (int) Math.floor(from);
        int y = (int) Math.floor(baseline - 0.95 * SIZE);
        int width = Math.max(1, (int) Math.ceil(to) - x);
        words.add(new Word(word.toString(), x, y, width, (int) Math.ceil(1.25 * SIZE), line + 1, 1));
        word.setLength(0);
    }

    private void breakLine(int from, int to) {
        int start = from;
        while (true) {
            int end = fit(start, to);
            if (end >= to) {
                rows.add(new Row(start, to, "\n"));
                return;
            }
            int space = end;
            while (space > start && !Character.isWhitespace(text.charAt(space))) {
                space--;
            }
            if (space > start) {
                rows.add(new Row(start, space, " "));
                start = space + 1;
                continue;
            }
            // A word longer than the line is cut, and is one word again in the text.
            rows.add(new Row(start, end, ""));
            start = end;
        }
    }

    /** Returns the first position that does not fit, at least one character after {@code start}. */
    private int fit(int start, int to) {
        double x = MARGIN;
        int i = start;
        while (i < to) {
            int c = text.codePointAt(i);
            x = advance(x, c);
            if (x > PAGE_WIDTH - MARGIN && i > start && !Character.isWhitespace(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return to;
    }

    private static double advance(double x, int codePoint) {
        if (codePoint == '\t') {
            double inside = x - MARGIN + SIZE / 2;
            return MARGIN + Math.ceil(inside / TAB_STOP) * TAB_STOP;
        }
        return x + BundledFont.instance().glyph(codePoint).advance() * SIZE;
    }

    private static String clean(String raw) {
        StringBuilder clean = new StringBuilder(raw.length());
        String composed = Normalizer.normalize(raw, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (c == '\r') {
                boolean pair = i + 1 < composed.length() && composed.charAt(i + 1) == '\n';
                clean.append(pair ? "" : "\n");
            } else if (c == '\u2028' || c == '\u2029' || c == '\u0085' || c == '\u000b') {
                clean.append('\n');
            } else if (isVisibleOrSpace(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    /** Left out: controls, soft hyphens, direction and joining marks, which have no width. */
    private static boolean isVisibleOrSpace(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\f';
        return !control && Character.getType(c) != Character.FORMAT;
    }
}
