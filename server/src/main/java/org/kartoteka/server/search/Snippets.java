package org.kartoteka.server.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.kartoteka.analysis.TextAnalysis;
import org.kartoteka.analysis.Token;
import org.kartoteka.archive.search.SearchResult.Piece;
import org.kartoteka.archive.search.SearchResult.Snippet;
import org.kartoteka.server.search.DocumentHead.PageHead;

/**
 * Finds the pages of a hit that match best, and on each the piece of text with most matching words. Not for several threads
 * at once.
 */
public final class Snippets {
    /** How many pages of a document are worth reading for its snippets, where the engine knows which match best. */
    public static final int PAGES_READ_MAX = 8;

    /** How many pages are read where none matches. */
    public static final int SNIPPETS_MAX = 3;

    private static final int BEFORE_CHARS = 60;
    private static final int LENGTH_CHARS = 240;

    /** On a page with more text than this only the beginning is looked through. */
    private static final int PAGE_CHARS_MAX = 50_000;

    private final TextAnalysis analysis;
    private final List<Clause> clauses;

    public Snippets(TextAnalysis analysis, List<Clause> clauses) {
        this.analysis = analysis;
        this.clauses = List.copyOf(clauses);
    }

    private record Marked(int pageIndex, String text, List<Token> tokens, Marks marks) {}

    /**
     * At most three; without a matching word on any page, the beginning of the text, unmarked.
     *
     * @param texts by page index, of some or all of the pages
     */
    public List<Snippet> of(List<PageHead> pages, Map<Integer, String> texts) {
        List<Marked> marked = new ArrayList<>();
        for (Map.Entry<Integer, String> page : texts.entrySet()) {
            String text = cut(page.getValue(), PAGE_CHARS_MAX);
            List<Token> tokens = analysis.analyse(text, pages.get(page.getKey()).language());
            marked.add(new Marked(page.getKey(), text, tokens, Marks.of(clauses, tokens)));
        }
        List<Marked> matching = marked.stream()
                .filter(page -> page.marks().clauses() > 0)
                .sorted(Comparator.<Marked>comparingInt(page -> -page.marks().clauses())
                        .thenComparingInt(page -> -page.marks().words().cardinality())
                        .thenComparingInt(Marked::pageIndex))
                .limit(SNIPPETS_MAX)
                .toList();
        if (!matching.isEmpty()) {
            return matching.stream().map(page -> snippet(page, pages)).toList();
        }
        return marked.stream()
                .filter(page -> !page.tokens().isEmpty())
                .min(Comparator.comparingInt(Marked::pageIndex))
                .map(page -> List.of(snippet(page, pages)))
                .orElse(List.of());
    }

    private static Snippet snippet(Marked page, List<PageHead> pages) {
        int[] window = window(page.tokens(), page.marks().words());
        List<Piece> pieces = pieces(page, window[0], window[1]);
        return new Snippet(pages.get(page.pageIndex()).number(), pieces);
    }

    /** The first and the last word of the piece with most marks. */
    private static int[] window(List<Token> tokens, BitSet marks) {
        int best = 0;
        int bestCount = -1;
        for (int i = marks.nextSetBit(0); i >= 0; i = marks.nextSetBit(i + 1)) {
            int end = tokens.get(i).start() + LENGTH_CHARS - BEFORE_CHARS;
            int count = 0;
            for (int j = i; j >= 0 && tokens.get(j).end() <= end; j = marks.nextSetBit(j + 1)) {
                count++;
            }
            if (count > bestCount) {
                best = i;
                bestCount = count;
            }
        }
        int first = best;
        while (first > 0 && tokens.get(best).start() - tokens.get(first - 1).start() <= BEFORE_CHARS) {
            first--;
        }
        int last = best;
        while (last + 1 < tokens.size()
                && tokens.get(last + 1).end() - tokens.get(first).start() <= LENGTH_CHARS) {
            last++;
        }
        return new int[] {first, last};
    }

    private static List<Piece> pieces(Marked page, int first, int last) {
        List<Token> tokens = page.tokens();
        BitSet marks = page.marks().words();
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder(first > 0 ? "… " : "");
        int at = tokens.get(first).start();
        for (int i = first; i <= last; i++) {
            if (!marks.get(i)) {
                continue;
            }
            int end = i;
            while (end < last
                    && marks.get(end + 1)
                    && tokens.get(end + 1).start() - tokens.get(end).end() <= 2) {
                end++;
            }
            plain.append(tidy(page.text().substring(at, tokens.get(i).start())));
            add(pieces, plain, false);
            String text =
                    page.text().substring(tokens.get(i).start(), tokens.get(end).end());
            add(pieces, new StringBuilder(tidy(cut(text, LENGTH_CHARS))), true);
            plain.setLength(0);
            at = tokens.get(end).end();
            i = end;
        }
        plain.append(tidy(cut(page.text().substring(at, tokens.get(last).end()), LENGTH_CHARS)));
        plain.append(last + 1 < tokens.size() ? " …" : "");
        add(pieces, plain, false);
        return pieces;
    }

    private static void add(List<Piece> pieces, StringBuilder text, boolean marked) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text.toString(), marked));
        }
    }

    private static String tidy(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }
}
