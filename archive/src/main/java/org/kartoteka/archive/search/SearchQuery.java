package org.kartoteka.archive.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A typed query: the same query gives the same set of hits on every engine. All terms must match, all filters must hold.
 *
 * @param terms what was typed; none = everything
 * @param types document type codes, any of them; empty = all. So for languages and channels
 * @param from first day of the document's date, inclusive (the date on it, else the day it was received)
 * @param to last day, inclusive
 * @param reviews reasons for which a person should look at the document, any of them ({@link #ANY_REVIEW} is
 *     each); empty = whether one should or not
 * @param offset of the first hit wanted, at most {@link #OFFSET_MAX}
 * @param limit at most {@link #LIMIT_MAX}
 * @param forgiving words and stems may have more letters wrong, the first one too; of a phrase it is enough that its words are
 *     there, of a beginning that most of it fits
 */
public record SearchQuery(
        List<Term> terms,
        Set<String> types,
        Set<String> languages,
        Set<String> channels,
        Optional<String> caseReference,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Set<String> reviews,
        Order order,
        int offset,
        int limit,
        boolean forgiving) {
    public static final int LIMIT_MAX = 100;
    public static final int OFFSET_MAX = 10_000;
    public static final int TERMS_MAX = 32;

    /** In {@link #reviews}: whatever the reason. */
    public static final String ANY_REVIEW = "*";

    public SearchQuery {
        terms = List.copyOf(terms);
        types = Set.copyOf(types);
        languages = Set.copyOf(languages);
        channels = Set.copyOf(channels);
        reviews = Set.copyOf(reviews);
        if (limit < 0 || limit > LIMIT_MAX || offset < 0 || offset > OFFSET_MAX || terms.size() > TERMS_MAX) {
            throw new IllegalArgumentException("query is beyond its limits");
        }
    }

    /** Which hits come first. */
    public enum Order {
        /** The best ones; of equal ones the newest. */
        BEST,
        /** Those that were received first, whatever matches better. */
        OLDEST
    }

    /** A query with no filter on reviews, whose best hits come first, and which forgives as usual. */
    public SearchQuery(
            List<Term> terms,
            Set<String> types,
            Set<String> languages,
            Set<String> channels,
            Optional<String> caseReference,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            int offset,
            int limit) {
        this(terms, types, languages, channels, caseReference, from, to, Set.of(), Order.BEST, offset, limit, false);
    }

    /** One thing that must match (or, negated, must not). */
    public sealed interface Term {
        boolean negated();
    }

    /**
     * A word in any inflection, with or without diacritics and, where it may be a name, spelt in either alphabet; {@code prefix}: its beginning is enough. With punctuation
     * inside, such as a mail address, it matches as a phrase. Without a letter or digit it matches nothing.
     */
    public record Word(String text, boolean prefix, boolean negated) implements Term {}

    /** Words in this order, one after the other on one page, each in any inflection. */
    public record Phrase(List<String> words, boolean negated) implements Term {
        public Phrase {
            words = List.copyOf(words);
        }
    }

    /**
     * A number of any kind (phone, customer, contract, case, amount, date), whatever its spacing, dashes and country code,
     * and whether recognition read 0 or O, 1 or l or I, 5 or S, 8 or B.
     *
     * @param field restricts it to one field's values, such as {@code phone}: a field of that name, or that name followed
     *     by {@code Number} or {@code Reference}; empty = any field, and the text
     */
    @SuppressWarnings("AvoidCommonTypeNames") // In a query there is no other number.
    public record Number(String text, Optional<String> field, boolean negated) implements Term {}

    /**
     * A name: words that all stand in names of persons and companies the document is about, in any order, each in any
     * inflection and spelt in either alphabet.
     *
     * @param prefix of the last word the beginning is enough
     */
    public record Name(List<String> words, boolean prefix, boolean negated) implements Term {
        public Name {
            words = List.copyOf(words);
        }
    }

    /** A query for everything, to start from. */
    public static SearchQuery all() {
        return new SearchQuery(
                List.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0, 20);
    }

    public SearchQuery withTerms(List<Term> newTerms) {
        return new SearchQuery(
                newTerms,
                types,
                languages,
                channels,
                caseReference,
                from,
                to,
                reviews,
                order,
                offset,
                limit,
                forgiving);
    }

    /** The same query asking for another window of its hits. */
    public SearchQuery withWindow(int newOffset, int newLimit) {
        return new SearchQuery(
                terms,
                types,
                languages,
                channels,
                caseReference,
                from,
                to,
                reviews,
                order,
                newOffset,
                newLimit,
                forgiving);
    }

    /** The same query for what waits for review, for one of these reasons or, where none are given, for any; oldest first. */
    public SearchQuery waitingForReview(Set<String> reasons) {
        return new SearchQuery(
                terms,
                types,
                languages,
                channels,
                caseReference,
                from,
                to,
                reasons.isEmpty() ? Set.of(ANY_REVIEW) : reasons,
                Order.OLDEST,
                offset,
                limit,
                forgiving);
    }

    /** The same query, forgiving more. */
    public SearchQuery withMoreForgiveness() {
        return new SearchQuery(
                terms, types, languages, channels, caseReference, from, to, reviews, order, offset, limit, true);
    }
}
