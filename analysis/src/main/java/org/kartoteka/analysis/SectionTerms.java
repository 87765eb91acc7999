package org.kartoteka.analysis;

import java.util.Iterator;
import java.util.List;

/** Walks over the terms of sections: what every engine's token stream gives. Not for several threads at once. */
final class SectionTerms {
    private final TextAnalysis analysis;
    private Iterator<Section> sections = List.<Section>of().iterator();
    private List<Token> tokens = List.of();
    private int tokenIndex;
    private int termIndex;
    private int start;
    private int limit;
    private int last = -1;
    private String term = "";
    private int increment;

    SectionTerms(TextAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Begins with the first of these sections; forgets the ones before. */
    void start(List<Section> newSections) {
        sections = newSections.iterator();
        tokens = List.of();
        tokenIndex = 0;
        limit = 0;
        last = -1;
    }

    /** Goes to the next term; false where there is none. */
    boolean next() {
        while (tokenIndex >= Math.min(tokens.size(), limit)) {
            if (!sections.hasNext()) {
                tokens = List.of();
                return false;
            }
            Section section = sections.next();
            tokens = analysis.analyse(section.text(), section.language());
            start = section.position();
            limit = section.limit();
            tokenIndex = 0;
            termIndex = 0;
        }
        Token token = tokens.get(tokenIndex);
        term = token.terms().get(termIndex).text();
        increment = start + tokenIndex - last;
        last = start + tokenIndex;
        termIndex++;
        if (termIndex == token.terms().size()) {
            termIndex = 0;
            tokenIndex++;
        }
        return true;
    }

    String term() {
        return term;
    }

    /** By how much the term's position is above that of the term before. */
    int increment() {
        return increment;
    }
}
