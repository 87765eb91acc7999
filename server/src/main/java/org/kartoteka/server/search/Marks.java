package org.kartoteka.server.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.kartoteka.analysis.Token;

/**
 * Which words of a text a query's clauses match: the same answer as the index gives, for one text.
 *
 * @param words indexes of the matching words
 * @param clauses how many of the clauses match
 */
public record Marks(BitSet words, int clauses) {

    /** Excluding clauses mark nothing. Near words are marked only where the word itself is not there. */
    public static Marks of(List<Clause> clauses, List<Token> tokens) {
        BitSet words = new BitSet(tokens.size());
        int matching = 0;
        for (Clause clause : clauses) {
            BitSet marked = clause.negated() ? new BitSet() : mark(clause, tokens);
            if (!marked.isEmpty()) {
                matching++;
                words.or(marked);
            }
        }
        return new Marks(words, matching);
    }

    private static BitSet mark(Clause clause, List<Token> tokens) {
        return switch (clause) {
            case Clause.OneWord word -> markWord(word, tokens);
            case Clause.Beginning beginning -> markBeginning(beginning, tokens);
            case Clause.Sequence sequence -> markSequence(sequence, tokens);
            case Clause.AnyOf any -> markAny(any.terms(), tokens);
            case Clause.InNames names -> markNames(names, tokens);
            case Clause.Nothing nothing -> new BitSet();
        };
    }

    private static BitSet markWord(Clause.OneWord word, List<Token> tokens) {
        List<String> terms = new ArrayList<>(word.stems());
        terms.add(word.exact());
        terms.addAll(word.sounds().whole());
        terms.addAll(word.sounds().stems());
        BitSet marked = markAny(Set.copyOf(terms), tokens);
        if (marked.isEmpty() && word.errors().letters() > 0) {
            for (int i = 0; i < tokens.size(); i++) {
                marked.set(i, Near.isNear(word, tokens.get(i)));
            }
        }
        return marked;
    }

    /** Wherever the words of the name stand on the page. */
    private static BitSet markNames(Clause.InNames names, List<Token> tokens) {
        BitSet marked = new BitSet();
        names.words().forEach(word -> marked.or(markWord(word, tokens)));
        if (!names.beginning().isEmpty()) {
            marked.or(markBeginning(new Clause.Beginning(names.beginning(), false), tokens));
        }
        return marked;
    }

    private static BitSet markAny(Set<String> terms, List<Token> tokens) {
        BitSet marked = new BitSet();
        for (int i = 0; i < tokens.size(); i++) {
            for (Token.Term term : tokens.get(i).terms()) {
                if (terms.contains(term.text())) {
                    marked.set(i, Math.min(tokens.size(), i + term.span()));
                }
            }
        }
        return marked;
    }

    private static BitSet markBeginning(Clause.Beginning beginning, List<Token> tokens) {
        BitSet marked = new BitSet();
        for (int i = 0; i < tokens.size(); i++) {
            for (Token.Term term : tokens.get(i).terms()) {
                if (term.text().startsWith(beginning.prefix())) {
                    marked.set(i, Math.min(tokens.size(), i + term.span()));
                    break;
                }
            }
        }
        return marked;
    }

    private static BitSet markSequence(Clause.Sequence sequence, List<Token> tokens) {
        List<Set<String>> places = sequence.places().stream().map(Set::copyOf).toList();
        BitSet marked = new BitSet();
        for (int i = 0; i + places.size() <= tokens.size(); i++) {
            int matched = 0;
            while (matched < places.size() && has(tokens.get(i + matched), places.get(matched))) {
                matched++;
            }
            if (matched == places.size()) {
                marked.set(i, i + matched);
            }
        }
        return marked;
    }

    private static boolean has(Token token, Set<String> terms) {
        return token.terms().stream().anyMatch(term -> terms.contains(term.text()));
    }
}
