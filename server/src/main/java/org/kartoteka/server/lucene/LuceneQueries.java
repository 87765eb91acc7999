package org.kartoteka.server.lucene;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
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
            case Clause.Nothing nothing -> new MatchNoDocsQuery("nothing to look for");
        };
    }

    private static Query word(Clause.OneWord word) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(new BoostQuery(new TermQuery(text(word.exact())), Weights.EXACT), Occur.SHOULD);
        SynonymQuery.Builder forms = new SynonymQuery.Builder(IndexFields.TEXT);
        forms.addTerm(text(word.exact()));
        word.stems().stream().sorted().forEach(stem -> forms.addTerm(text(stem)));
        query.add(forms.build(), Occur.SHOULD);
        if (!word.stems().isEmpty()) {
            query.add(
                    new BoostQuery(new ConstantScoreQuery(anyOf(IndexFields.TEXT, word.stems())), Weights.INFLECTED),
                    Occur.SHOULD);
        }
        if (word.edits() > 0) {
            query.add(new BoostQuery(near(word), Weights.NEAR), Occur.SHOULD);
        }
        return query.build();
    }

    private static Query near(Clause.OneWord word) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(near(word.exact(), word.edits()), Occur.SHOULD);
        for (String stem : word.stems().stream().sorted().toList()) {
            int edits = Near.stemEdits(stem, word.edits());
            if (edits > 0) {
                query.add(near(stem, edits), Occur.SHOULD);
            }
        }
        return new ConstantScoreQuery(query.build());
    }

    private static Query near(String term, int edits) {
        return NearTerms.of(text(term), edits, Near.rightPrefix(term));
    }

    private static Query beginning(Clause.Beginning beginning) {
        Term prefix = text(beginning.prefix());
        return new BooleanQuery.Builder()
                .add(new PrefixQuery(prefix, MultiTermQuery.CONSTANT_SCORE_REWRITE), Occur.SHOULD)
                .add(new BoostQuery(new TermQuery(prefix), Weights.EXACT), Occur.SHOULD)
                .build();
    }

    private static Query sequence(Clause.Sequence sequence) {
        MultiPhraseQuery.Builder inflected = new MultiPhraseQuery.Builder();
        PhraseQuery.Builder exact = new PhraseQuery.Builder();
        for (List<String> place : sequence.places()) {
            inflected.add(place.stream().map(LuceneQueries::text).toArray(Term[]::new));
            exact.add(text(place.getFirst()));
        }
        return new BooleanQuery.Builder()
                .add(inflected.build(), Occur.SHOULD)
                .add(new BoostQuery(exact.build(), Weights.EXACT), Occur.SHOULD)
                .build();
    }

    private static Query number(Clause.AnyOf any) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(anyOf(IndexFields.VALUE, DocumentTerms.valuesWanted(any)), Occur.SHOULD);
        if (any.field().isEmpty()) {
            query.add(anyOf(IndexFields.TEXT, any.terms()), Occur.SHOULD);
        }
        return new BoostQuery(new ConstantScoreQuery(query.build()), Weights.NUMBER);
    }

    private static Query anyOf(String field, Collection<String> values) {
        Set<String> distinct = Set.copyOf(values);
        return new TermInSetQuery(field, distinct.stream().map(BytesRef::new).toList());
    }

    private static Term text(String term) {
        return new Term(IndexFields.TEXT, term);
    }
}
