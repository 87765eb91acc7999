package org.kartoteka.analysis;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The terms of a {@link Frame}: of sections exactly those that {@link PagesTokenStream} gives, of terms the terms
 * themselves, of a probe the version of this analysis.
 *
 * <p>Nothing gives no terms: engines try that when an index is made. Other text without a frame is refused with {@link
 * IllegalArgumentException}: it would be found by no query.
 */
public final class FrameTokenizer extends Tokenizer {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final SectionTerms terms = new SectionTerms(new TextAnalysis());
    private Iterator<GivenTerm> given = List.<GivenTerm>of().iterator();

    private record GivenTerm(String text, int increment) {}

    @Override
    public void reset() throws IOException {
        super.reset();
        StringWriter text = new StringWriter();
        input.transferTo(text);
        terms.start(List.of());
        given = List.<GivenTerm>of().iterator();
        if (text.getBuffer().isEmpty()) {
            return;
        }
        switch (Frame.read(text.toString())) {
            case Frame.Sections(List<Section> sections) -> terms.start(sections);
            case Frame.Terms(List<List<String>> places) ->
                given = places.stream().flatMap(FrameTokenizer::place).iterator();
            case Frame.Probe probe ->
                given = List.of(new GivenTerm(Frame.PROBE_TERM, 1)).iterator();
        }
    }

    private static Stream<GivenTerm> place(List<String> terms) {
        return IntStream.range(0, terms.size()).mapToObj(i -> new GivenTerm(terms.get(i), i == 0 ? 1 : 0));
    }

    @Override
    public boolean incrementToken() {
        if (given.hasNext()) {
            GivenTerm next = given.next();
            give(next.text(), next.increment());
            return true;
        }
        if (!terms.next()) {
            return false;
        }
        give(terms.term(), terms.increment());
        return true;
    }

    private void give(String text, int above) {
        clearAttributes();
        term.append(text);
        increment.setPositionIncrement(above);
    }
}
