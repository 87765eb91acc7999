package org.kartoteka.server.lucene;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.kartoteka.server.lucene.analysis.TextAnalysis;
import org.kartoteka.server.lucene.analysis.Token;

/**
 * The terms of a document's pages and other texts, one after the other. A term's position tells its page: page index =
 * position / {@value #PAGE_POSITIONS}; what stands on no page comes after {@value #PAGES_MAX} pages.
 */
final class PagesTokenStream extends TokenStream {
    static final int PAGE_POSITIONS = 100_000;
    static final int PAGES_MAX = 20_000;

    /** Between two texts that stand on no page, so that no phrase runs from one into the other. */
    static final int TEXT_POSITIONS = 1_000;

    private final CharTermAttribute termAttribute = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final TextAnalysis analysis;
    private final Iterator<Section> sections;
    private List<Token> tokens = List.of();
    private int tokenIndex;
    private int termIndex;
    private int start;
    private int limit;
    private int last = -1;

    PagesTokenStream(TextAnalysis analysis, List<Section> sections) {
        this.analysis = analysis;
        this.sections = sections.iterator();
    }

    /**
     * A text.
     *
     * @param position of its first word
     * @param limit how many words are taken
     */
    record Section(int position, int limit, String language, String text) {}

    @Override
    public boolean incrementToken() {
        while (tokenIndex >= Math.min(tokens.size(), limit)) {
            if (!sections.hasNext()) {
                return false;
            }
            Section section = sections.next();
            tokens = analysis.analyse(section.text(), section.language());
            start = section.position();
            limit = section.limit();
            tokenIndex = 0;
            termIndex = 0;
        }
        clearAttributes();
        Token token = tokens.get(tokenIndex);
        int position = start + tokenIndex;
        termAttribute.append(token.terms().get(termIndex).text());
        increment.setPositionIncrement(position - last);
        last = position;
        termIndex++;
        if (termIndex == token.terms().size()) {
            termIndex = 0;
            tokenIndex++;
        }
        return true;
    }
}
