package org.kartoteka.analysis;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The terms of a document's pages and other texts, one after the other. A term's position tells its page: page index =
 * position / {@value #PAGE_POSITIONS}; what stands on no page comes after {@value #PAGES_MAX} pages.
 */
public final class PagesTokenStream extends TokenStream {
    public static final int PAGE_POSITIONS = 100_000;
    public static final int PAGES_MAX = 20_000;

    /** Between two texts that stand on no page, so that no phrase runs from one into the other. */
    public static final int TEXT_POSITIONS = 1_000;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final SectionTerms terms;

    public PagesTokenStream(TextAnalysis analysis, List<Section> sections) {
        terms = new SectionTerms(analysis);
        terms.start(sections);
    }

    @Override
    public boolean incrementToken() {
        if (!terms.next()) {
            return false;
        }
        clearAttributes();
        term.append(terms.term());
        increment.setPositionIncrement(terms.increment());
        return true;
    }
}
