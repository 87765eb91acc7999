package org.kartoteka.server.lucene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.kartoteka.analysis.Identifiers;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.server.search.Clause;
import org.kartoteka.server.search.DocumentTerms;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Near;
import org.kartoteka.server.search.Weights;

/**
 * Lucene queries for clauses and filters.
 *
 * <p>Near words and beginnings are not expanded up to a limit but all counted, so that the set of hits depends on nothing but the texts.
 */
final class LuceneQueries {
    private LuceneQueries() {}

    /** All documents, but no removals. */
    static Query entries() {
        return new FieldExistsQuery(IndexFields.RECEIVED);
    }

    /** The clauses alone. */
    static Query terms(List<Clause> clauses) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        boolean positive = false;
        for (Clause clause : clauses) {
            query.add(clause(clause), clause.negated() ? Occur.MUST_NOT : Occur.MUST);
            positive |= !clause.negated();
        }
        if (!positive) {
            query.add(new ConstantScoreQuery(entries()), Occur.MUST);
        }
        return query.build();
    }

    /** What shares enough with the fingerprint. */
    static Query alike(Fingerprint fingerprint, DocumentId except) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        fingerprint
                .terms()
                .forEach(term -> query.add(new TermQuery(new Term(IndexFields.FINGERPRINT, term)), Occur.SHOULD));
        query.setMinimumNumberShouldMatch(Fingerprint.SHARED_MIN);
        query.add(new TermQuery(new Term(IndexFields.ID, except.value())), Occur.MUST_NOT);
        return query.build();
    }

    /** The clauses with the filters, without the filter of one facet; no facet has an empty name. */
    static Query filtered(Query terms, SearchQuery query, String exceptFacet) {
        BooleanQuery.Builder filtered = new BooleanQuery.Builder();
        filtered.add(terms, Occur.MUST);
        for (String facet : IndexFields.filteredFacets(query)) {
            if (!facet.equals(exceptFacet)) {
                filtered.add(filter(facet, query), Occur.FILTER);
            }
        }
        return filtered.build();
    }

    private static Query filter(String facet, SearchQuery query) {
        return switch (facet) {
            case IndexFields.TYPE -> anyOf(facet, query.types());
            case IndexFields.LANGUAGE -> anyOf(facet, query.languages());
            case IndexFields.CHANNEL -> anyOf(facet, query.channels());
            case IndexFields.REVIEW ->
                query.reviews().contains(SearchQuery.ANY_REVIEW)
                        ? new FieldExistsQuery(facet)
                        : anyOf(facet, query.reviews());
            case IndexFields.CASE ->
                new TermQuery(new Term(
                        IndexFields.CASE_KEY,
                        Identifiers.normal(query.caseReference().orElseThrow())));
            case IndexFields.MONTH -> {
                int from = query.from()
                        .map(day -> Math.toIntExact(day.toEpochDay()))
                        .orElse(Integer.MIN_VALUE);
                int to =
                        query.to().map(day -> Math.toIntExact(day.toEpochDay())).orElse(Integer.MAX_VALUE);
                yield IntPoint.newRangeQuery(IndexFields.DAY, from, to);
            }
            default -> throw new IllegalArgumentException("no such facet: " + facet);
        };
    }

    static Query clause(Clause clause) {
        return switch (clause) {
            case Clause.OneWord word -> word(word);
            case Clause.Beginning beginning -> beginning(beginning);
            case Clause.Sequence sequence -> sequence(sequence);
            case Clause.AnyOf any -> number(any);
            case Clause.InNames names -> names(names);
            case Clause.Nothing nothing -> new MatchNoDocsQuery("nothing to look for");
        };
    }

    /** The word in the text, and above that in a name. */
    private static Query word(Clause.OneWord word) {
        List<Query> ways = new ArrayList<>(inNames(word));
        ways.add(inText(word));
        return new DisjunctionMaxQuery(ways, 0);
    }

    private static List<Query> inNames(Clause.OneWord word) {
        return List.of(
                constant(anyOf(IndexFields.NAME, Set.of(word.exact())), Weights.NAME),
                constant(anyOf(IndexFields.NAME, word.stems()), Weights.NAME_INFLECTED),
                constant(anyOf(IndexFields.NAME, word.sounds().whole()), Weights.NAME_SOUNDS),
                constant(anyOf(IndexFields.NAME, word.sounds().stems()), Weights.NAME_SOUND_STEMS));
    }

    private static Query names(Clause.InNames names) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Clause.OneWord word : names.words()) {
            List<Query> ways = new ArrayList<>(inNames(word));
            if (word.errors().letters() > 0) {
                ways.add(constant(near(IndexFields.NAME, word), Weights.NAME_NEAR));
            }
            all.add(new DisjunctionMaxQuery(ways, 0), Occur.MUST);
        }
        if (!names.beginning().isEmpty()) {
            Term prefix = new Term(IndexFields.NAME, names.beginning());
            all.add(constant(new PrefixQuery(prefix, MultiTermQuery.CONSTANT_SCORE_REWRITE), Weights.NAME), Occur.MUST);
        }
        return all.build();
    }

    private static Query inText(Clause.OneWord word) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(new BoostQuery(new TermQuery(text(word.exact())), Weights.EXACT), Occur.SHOULD);
        SynonymQuery.Builder forms = new SynonymQuery.Builder(IndexFields.TEXT);
        forms.addTerm(text(word.exact()));
        word.stems().stream().sorted().forEach(stem -> forms.addTerm(text(stem)));
        query.add(forms.build(), Occur.SHOULD);
        if (!word.stems().isEmpty()) {
            query.add(constant(anyOf(IndexFields.TEXT, word.stems()), Weights.INFLECTED), Occur.SHOULD);
        }
        List<String> sounds = new ArrayList<>(word.sounds().whole());
        sounds.addAll(word.sounds().stems());
        if (!sounds.isEmpty()) {
            query.add(constant(anyOf(IndexFields.TEXT, sounds), Weights.SOUNDS), Occur.SHOULD);
        }
        if (word.errors().letters() > 0) {
            query.add(constant(near(IndexFields.TEXT, word), Weights.NEAR), Occur.SHOULD);
        }
        return query.build();
    }

    private static Query near(String field, Clause.OneWord word) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(near(field, word.exact(), word.errors().letters(), word.errors()), Occur.SHOULD);
        for (String stem : word.stems().stream().sorted().toList()) {
            int edits = Near.stemEdits(stem, word.errors());
            if (edits > 0) {
                query.add(near(field, stem, edits, word.errors()), Occur.SHOULD);
            }
        }
        return query.build();
    }

    private static Query near(String field, String term, int edits, Near.Errors errors) {
        return NearTerms.of(new Term(field, term), edits, Near.rightPrefix(term, errors));
    }

    private static Query beginning(Clause.Beginning beginning) {
        Term prefix = text(beginning.prefix());
        Query inText = new BooleanQuery.Builder()
                .add(new PrefixQuery(prefix, MultiTermQuery.CONSTANT_SCORE_REWRITE), Occur.SHOULD)
                .add(new BoostQuery(new TermQuery(prefix), Weights.EXACT), Occur.SHOULD)
                .build();
        Query inNames =
                new PrefixQuery(new Term(IndexFields.NAME, beginning.prefix()), MultiTermQuery.CONSTANT_SCORE_REWRITE);
        return new DisjunctionMaxQuery(List.of(inText, constant(inNames, Weights.NAME)), 0);
    }

    private static Query sequence(Clause.Sequence sequence) {
        MultiPhraseQuery.Builder inflected = new MultiPhraseQuery.Builder();
        PhraseQuery.Builder exact = new PhraseQuery.Builder();
        for (List<String> place : sequence.places()) {
            inflected.add(place.stream().map(LuceneQueries::text).toArray(Term[]::new));
            exact.add(text(place.getFirst()));
        }
        Query phrase = new BooleanQuery.Builder()
                .add(inflected.build(), Occur.SHOULD)
                .add(new BoostQuery(exact.build(), Weights.EXACT), Occur.SHOULD)
                .build();
        BooleanQuery.Builder name = new BooleanQuery.Builder().add(inflected.build(), Occur.FILTER);
        sequence.places().forEach(place -> name.add(anyOf(IndexFields.NAME, place), Occur.FILTER));
        return new DisjunctionMaxQuery(List.of(phrase, constant(name.build(), Weights.NAME)), 0);
    }

    private static Query number(Clause.AnyOf any) {
        List<Query> ways = new ArrayList<>();
        ways.add(constant(anyOf(IndexFields.VALUE, DocumentTerms.valuesWanted(any)), Weights.IDENTIFIER));
        if (any.field().isEmpty()) {
            ways.add(constant(anyOf(IndexFields.TEXT, any.terms()), Weights.NUMBER));
        }
        return new DisjunctionMaxQuery(ways, 0);
    }

    private static Query constant(Query filter, float weight) {
        return new BoostQuery(new ConstantScoreQuery(filter), weight);
    }

    private static Query anyOf(String field, Collection<String> values) {
        Set<String> distinct = Set.copyOf(values);
        return new TermInSetQuery(field, distinct.stream().map(BytesRef::new).toList());
    }

    private static Term text(String term) {
        return new Term(IndexFields.TEXT, term);
    }
}
