package org.kartoteka.server.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kartoteka.analysis.Identifiers;
import org.kartoteka.analysis.Numbers;
import org.kartoteka.analysis.TextAnalysis;
import org.kartoteka.analysis.Token;
import org.kartoteka.analysis.Transliteration;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchQuery.Phrase;
import org.kartoteka.archive.search.SearchQuery.Term;
import org.kartoteka.archive.search.SearchQuery.Word;

/** Turns typed terms into clauses over the terms of texts. Not for several threads at once. */
public final class QueryAnalysis {
    /** Only the first words of a query forgive errors of recognition: looking for near words costs time. */
    static final int FORGIVING_WORDS_MAX = 6;

    private static final int NAME_WORDS_MAX = 8;
    private static final int ONE_EDIT_LETTERS = 5;
    private static final int TWO_EDITS_LETTERS = 9;

    private final TextAnalysis analysis;

    public QueryAnalysis(TextAnalysis analysis) {
        this.analysis = analysis;
    }

    /** The clauses, all of which must hold. */
    public List<Clause> clauses(List<Term> terms) {
        List<Clause> clauses = new ArrayList<>();
        int forgiving = 0;
        for (Term term : terms) {
            boolean forgive = forgiving < FORGIVING_WORDS_MAX;
            switch (term) {
                case Word word -> clauses.addAll(word(word, forgive));
                case Phrase phrase -> clauses.add(phrase(phrase));
                case SearchQuery.Number number -> clauses.add(number(number));
                case SearchQuery.Name name -> clauses.add(name(name, forgive));
            }
            forgiving++;
        }
        return clauses;
    }

    /** The terms a number is found by, as the value of a field or as it is typed. */
    public static Set<String> numberTerms(String number) {
        return Numbers.typed(number);
    }

    private List<Clause> word(Word word, boolean forgive) {
        List<Token> tokens = tokens(word.text());
        if (tokens.isEmpty()) {
            return List.of(new Clause.Nothing(word.negated()));
        }
        if (word.prefix()) {
            return beginning(word, tokens);
        }
        if (tokens.size() > 1) {
            return List.of(sequence(word.text(), tokens, word.negated()));
        }
        return List.of(oneWord(tokens.getFirst(), word.text(), forgive && !word.negated(), word.negated()));
    }

    private static Clause.OneWord oneWord(Token token, String text, boolean forgive, boolean negated) {
        Set<String> stems = new LinkedHashSet<>();
        for (Token.Term term : token.terms()) {
            if (!term.text().equals(token.folded()) && !Transliteration.isTerm(term.text())) {
                stems.add(term.text());
            }
        }
        Transliteration.Asked sounds = Transliteration.asked(text.substring(token.start(), token.end()), stems);
        return new Clause.OneWord(token.folded(), stems, sounds, forgive ? edits(token.folded()) : 0, negated);
    }

    private Clause name(SearchQuery.Name name, boolean forgive) {
        String text = String.join(" ", name.words());
        List<Token> tokens = tokens(text);
        if (tokens.isEmpty()) {
            return new Clause.Nothing(name.negated());
        }
        List<Token> whole = name.prefix() ? tokens.subList(0, tokens.size() - 1) : tokens;
        List<Clause.OneWord> words = whole.stream()
                .limit(NAME_WORDS_MAX)
                .map(token -> oneWord(token, text, forgive && !name.negated(), false))
                .toList();
        return new Clause.InNames(words, name.prefix() ? tokens.getLast().folded() : "", name.negated());
    }

    /** Of several words the last is a beginning; excluded, it is excluded alone. */
    private static List<Clause> beginning(Word word, List<Token> tokens) {
        if (word.text().codePoints().anyMatch(Character::isDigit)) {
            String prefix = Numbers.MARK + Identifiers.normal(word.text());
            return List.of(new Clause.Beginning(prefix, word.negated()));
        }
        List<Clause> clauses = new ArrayList<>();
        if (tokens.size() > 1 && !word.negated()) {
            clauses.add(sequence(word.text(), tokens.subList(0, tokens.size() - 1), false));
        }
        clauses.add(new Clause.Beginning(tokens.getLast().folded(), word.negated()));
        return clauses;
    }

    private Clause phrase(Phrase phrase) {
        String text = String.join(" ", phrase.words());
        return sequence(text, tokens(text), phrase.negated());
    }

    private static Clause sequence(String text, List<Token> tokens, boolean negated) {
        if (tokens.isEmpty()) {
            return new Clause.Nothing(negated);
        }
        List<List<String>> places = new ArrayList<>();
        for (Token token : tokens) {
            List<String> place = new ArrayList<>();
            token.terms().stream()
                    .filter(term -> term.span() == 1)
                    .map(Token.Term::text)
                    .filter(term -> !term.startsWith(Numbers.MARK) && !Transliteration.isTerm(term))
                    .forEach(place::add);
            String word = text.substring(token.start(), token.end());
            Transliteration.Asked sounds = Transliteration.asked(word, place.subList(1, place.size()));
            sounds.whole().stream().sorted().forEach(place::add);
            sounds.stems().stream().sorted().forEach(place::add);
            places.add(place);
        }
        return new Clause.Sequence(places, negated);
    }

    private static Clause number(SearchQuery.Number number) {
        Set<String> terms = Numbers.asked(number.text());
        return terms.isEmpty()
                ? new Clause.Nothing(number.negated())
                : new Clause.AnyOf(terms, number.field(), number.negated());
    }

    private List<Token> tokens(String text) {
        return analysis.analyse(text, "und");
    }

    private static int edits(String folded) {
        int letters = folded.codePointCount(0, folded.length());
        if (letters < ONE_EDIT_LETTERS || folded.codePoints().anyMatch(Character::isDigit)) {
            return 0;
        }
        return letters < TWO_EDITS_LETTERS ? 1 : 2;
    }
}
