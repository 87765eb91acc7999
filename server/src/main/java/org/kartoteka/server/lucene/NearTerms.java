package org.kartoteka.server.lucene;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * Terms within some edits of one, of the same weight each. As Lucene's {@code FuzzyQuery}, but its automaton is made once for a
 * query and not once for each segment of the index, which took most of the time of a query in a large one.
 */
final class NearTerms {
    private NearTerms() {}

    /**
     * @param edits 1 or 2: letters replaced, lost, added or swapped
     * @param right how many chars at the beginning must be as they are
     */
    static Query of(Term term, int edits, int right) {
        String text = term.text();
        Automaton near =
                new LevenshteinAutomata(text.substring(right), true).toAutomaton(edits, text.substring(0, right));
        return new AutomatonQuery(term, near, false, MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }
}
