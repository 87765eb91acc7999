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
    private static final int BEGINNING_MIN = 3;
    private static final int ONE_EDIT_LETTERS = 5;
    private static final int TWO_EDITS_LETTERS = 9;

    private final TextAnalysis analysis;

    public QueryAnalysis(TextAnalysis analysis) {
        this.analysis = analysis;
    }

    /** The clauses, all of which must hold. */
    public List<Clause> clauses(SearchQuery query) {
        List<Clause> clauses = new ArrayList<>();
        int forgiving = 0;
        for (Term term : query.terms()) {
            Forgiveness forgive = forgiving >= FORGIVING_WORDS_MAX || term.negated()
                    ? Forgiveness.NONE
                    : query.forgiving() ? Forgiveness.MUCH : Forgiveness.SOME;
            switch (term) {
                case Word word -> clauses.addAll(word(word, forgive));
                case Phrase phrase -> clauses.addAll(phrase(phrase, forgive));
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

    private enum Forgiveness {
        NONE,
        SOME,
        MUCH
    }

    private List<Clause> word(Word word, Forgiveness forgive) {
        List<Token> tokens = tokens(word.text());
        if (tokens.isEmpty()) {
            return List.of(new Clause.Nothing(word.negated()));
        }
        if (word.prefix()) {
            return beginning(word, tokens, forgive);
        }
        if (tokens.size() == 1) {
            return List.of(oneWord(tokens.getFirst(), word.text(), forgive, word.negated()));
        }
        return forgive == Forgiveness.MUCH
                ? each(word.text(), tokens)
                : List.of(sequence(word.text(), tokens, word.negated()));
    }

    /** The words, wherever they stand. */
    private static List<Clause> each(String text, List<Token> tokens) {
        return tokens.stream()
                .limit(FORGIVING_WORDS_MAX)
                .<Clause>map(token -> oneWord(token, text, Forgiveness.MUCH, false))
                .toList();
    }

    private static Clause.OneWord oneWord(Token token, String text, Forgiveness forgive, boolean negated) {
        Set<String> stems = new LinkedHashSet<>();
        for (Token.Term term : token.terms()) {
            if (!term.text().equals(token.folded()) && !Transliteration.isTerm(term.text())) {
                stems.add(term.text());
            }
        }
        Transliteration.Asked sounds = Transliteration.asked(text.substring(token.start(), token.end()), stems);
        return new Clause.OneWord(token.folded(), stems, sounds, errors(token.folded(), forgive), negated);
    }

    private Clause name(SearchQuery.Name name, Forgiveness forgive) {
        String text = String.join(" ", name.words());
        List<Token> tokens = tokens(text);
        if (tokens.isEmpty()) {
            return new Clause.Nothing(name.negated());
        }
        List<Token> whole = name.prefix() ? tokens.subList(0, tokens.size() - 1) : tokens;
        List<Clause.OneWord> words = whole.stream()
                .limit(NAME_WORDS_MAX)
                .map(token -> oneWord(token, text, forgive, false))
                .toList();
        return new Clause.InNames(words, name.prefix() ? tokens.getLast().folded() : "", name.negated());
    }

    /** Of several words the last is a beginning; excluded, it is excluded alone. */
    private static List<Clause> beginning(Word word, List<Token> tokens, Forgiveness forgive) {
        if (word.text().codePoints().anyMatch(Character::isDigit)) {
            String prefix = Numbers.MARK + Identifiers.normal(word.text());
            return List.of(new Clause.Beginning(prefix, word.negated()));
        }
        List<Clause> clauses = new ArrayList<>();
        if (tokens.size() > 1 && !word.negated()) {
            clauses.add(sequence(word.text(), tokens.subList(0, tokens.size() - 1), false));
        }
        String whole = tokens.getLast().folded();
        int chars = forgive == Forgiveness.MUCH ? Math.max(BEGINNING_MIN, whole.length() * 2 / 3) : whole.length();
        clauses.add(new Clause.Beginning(whole.substring(0, Math.min(chars, whole.length())), word.negated()));
        return clauses;
    }

    private List<Clause> phrase(Phrase phrase, Forgiveness forgive) {
        String text = String.join(" ", phrase.words());
        List<Token> tokens = tokens(text);
        return forgive == Forgiveness.MUCH && !tokens.isEmpty()
                ? each(text, tokens)
                : List.of(sequence(text, tokens, phrase.negated()));
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

    private static Near.Errors errors(String folded, Forgiveness forgive) {
        int letters = folded.codePointCount(0, folded.length());
        boolean much = forgive == Forgiveness.MUCH;
        int oneFrom = much ? ONE_EDIT_LETTERS - 1 : ONE_EDIT_LETTERS;
        int twoFrom = much ? TWO_EDITS_LETTERS - 3 : TWO_EDITS_LETTERS;
        if (forgive == Forgiveness.NONE
                || letters < oneFrom
                || folded.codePoints().anyMatch(Character::isDigit)) {
            return Near.Errors.NONE;
        }
        return new Near.Errors(letters < twoFrom ? 1 : 2, much);
    }
}
