package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.ingest.language.Folding;

/** The words of a page in reading order, with what stands between them: quotes, commas, cells, line ends. */
final class NameText {
    private static final Pattern WORD =
            Pattern.compile("№|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(?:['’`-][\\p{L}\\p{N}]+)*");
    private static final String OPENING = "„“\"«‚<";
    private static final String CLOSING = "”“\"»>‘";

    /**
     * A word.
     *
     * @param lead what stands between it and the word before; a line end is in it as {@code \n}
     */
    record NameToken(PageLine line, int from, int to, String text, String folded, String lead) {}

    /** @param first index of the first word, {@code last} of the last one */
    record Span(int first, int last) {
        boolean overlaps(Span other) {
            return first <= other.last && other.first <= last;
        }
    }

    private final Sheet sheet;
    private final List<NameToken> tokens = new ArrayList<>();

    NameText(Sheet sheet) {
        this.sheet = sheet;
        for (PageLine line : sheet.lines()) {
            Matcher matcher = WORD.matcher(line.text());
            int before = 0;
            boolean first = true;
            while (matcher.find()) {
                String lead = (first ? "\n" : "") + line.text().substring(before, matcher.start());
                String word = matcher.group();
                tokens.add(new NameToken(line, matcher.start(), matcher.end(), word, Folding.fold(word), lead));
                before = matcher.end();
                first = false;
            }
        }
    }

    Sheet sheet() {
        return sheet;
    }

    int size() {
        return tokens.size();
    }

    NameToken get(int index) {
        return tokens.get(index);
    }

    String lead(int index) {
        return tokens.get(index).lead;
    }

    /** What follows a word up to the next one, or to the end of its line and then a line end. */
    String tail(int index) {
        NameToken token = tokens.get(index);
        if (index + 1 < tokens.size() && tokens.get(index + 1).line.equals(token.line)) {
            return tokens.get(index + 1).lead;
        }
        return token.line.text().substring(token.to) + "\n";
    }

    boolean startsCell(int index) {
        String lead = lead(index);
        return lead.indexOf('\n') >= 0 || lead.indexOf('\t') >= 0;
    }

    boolean endsCell(int index) {
        String tail = tail(index);
        return tail.indexOf('\n') >= 0 || tail.indexOf('\t') >= 0;
    }

    boolean opensQuote(int index) {
        String lead = lead(index);
        boolean sign = !lead.isEmpty() && OPENING.indexOf(lead.charAt(lead.length() - 1)) >= 0;
        return sign || lead.endsWith(",,");
    }

    boolean closesQuote(int index) {
        String tail = tail(index).strip();
        return !tail.isEmpty()
                && CLOSING.indexOf(tail.charAt(0)) >= 0
                && !Character.isWhitespace(tail(index).charAt(0));
    }

    /** Whether only blanks part a word from the one before it, in one cell. */
    boolean follows(int index) {
        String lead = lead(index);
        return index > 0 && lead.indexOf('\n') < 0 && lead.indexOf('\t') < 0 && lead.isBlank();
    }

    /** First word of the cell that a word stands in. */
    int cellStart(int index) {
        int at = index;
        while (at > 0 && !startsCell(at)) {
            at--;
        }
        return at;
    }

    /** Last word of the cell that a word stands in. */
    int cellEnd(int index) {
        int at = index;
        while (at + 1 < tokens.size() && !endsCell(at)) {
            at++;
        }
        return at;
    }

    boolean capital(int index) {
        return Character.isUpperCase(tokens.get(index).text.charAt(0));
    }

    /** The text of a span as printed, with quotes and dots that belong to it; parts of two lines joined by a blank. */
    String printed(Span span) {
        StringBuilder out = new StringBuilder();
        int at = span.first;
        while (at <= span.last) {
            NameToken begin = tokens.get(at);
            int end = at;
            while (end < span.last && tokens.get(end + 1).line.equals(begin.line)) {
                end++;
            }
            int from = at == span.first ? start(span) : lineFrom(begin);
            int to = end == span.last ? end(span) : begin.line.text().length();
            out.append(out.isEmpty() ? "" : " ")
                    .append(begin.line
                            .text()
                            .substring(from, to)
                            .replace('\t', ' ')
                            .strip());
            at = end + 1;
        }
        return out.toString();
    }

    private static int lineFrom(NameToken token) {
        String text = token.line.text();
        int from = token.from;
        while (from > 0 && OPENING.indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        return from;
    }

    private int start(Span span) {
        return lineFrom(tokens.get(span.first));
    }

    private int end(Span span) {
        NameToken last = tokens.get(span.last);
        String text = last.line.text();
        int to = last.to;
        boolean abbreviated = last.text.length() == 1 && Character.isLetter(last.text.charAt(0));
        while (to < text.length()
                && (CLOSING.indexOf(text.charAt(to)) >= 0
                        || (abbreviated && to == last.to && text.charAt(to) == '.')
                        || (text.charAt(to) == ')' && text.lastIndexOf('(', to) > text.lastIndexOf(')', to - 1)))) {
            to++;
        }
        return to;
    }

    /** The stretch of the first line of a span, as a value. */
    FoundValue value(Span span, String value) {
        PageLine line = tokens.get(span.first).line;
        int end = span.first;
        while (end < span.last && tokens.get(end + 1).line.equals(line)) {
            end++;
        }
        int to = end == span.last ? end(span) : tokens.get(end).to;
        return new FoundValue(line, start(span), to, value, 1);
    }

    /** How far down its page a word stands, 0 to 1. */
    double place(int index) {
        return (double) tokens.get(index).line.position()
                / Math.max(1, sheet.lines().size());
    }
}
