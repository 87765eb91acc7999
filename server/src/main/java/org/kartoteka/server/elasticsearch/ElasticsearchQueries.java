package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.RangeQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.kartoteka.analysis.Frame;
import org.kartoteka.analysis.Identifiers;
import org.kartoteka.analysis.WellFormed;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.server.search.Clause;
import org.kartoteka.server.search.DocumentTerms;
import org.kartoteka.server.search.IndexFields;
import org.kartoteka.server.search.Near;
import org.kartoteka.server.search.Weights;

/**
 * Elasticsearch queries for clauses and filters, which find and score as those that the embedded index is asked.
 *
 * <p>Forms of one word, and phrases, are sent as terms in a frame: the plugin gives them back as they are, so that the
 * cluster scores them like synonyms. Near words and beginnings are rewritten to constant scores, which no number of
 * expansions limits: the set of hits depends on nothing but the texts.
 */
final class ElasticsearchQueries {
    private static final String ALL_TERMS = "constant_score";

    private ElasticsearchQueries() {}

    /** The clauses alone. */
    static Query terms(List<Clause> clauses) {
        BoolQuery.Builder query = new BoolQuery.Builder();
        boolean positive = false;
        for (Clause clause : clauses) {
            if (clause.negated()) {
                query.mustNot(clause(clause));
            } else {
                query.must(clause(clause));
                positive = true;
            }
        }
        if (!positive) {
            query.must(everything());
        }
        return query.mustNot(removed()).build()._toQuery();
    }

    /** All entries but those that were taken away. */
    static Query entries() {
        return terms(List.of());
    }

    /** What shares enough with the fingerprint. */
    static Query alike(Fingerprint fingerprint, DocumentId except) {
        List<Query> shared = fingerprint.terms().stream()
                .map(term -> Query.of(q ->
                        q.term(exact -> exact.field(IndexFields.FINGERPRINT).value(term))))
                .toList();
        return Query.of(q -> q.bool(bool -> bool.should(shared)
                .minimumShouldMatch(Integer.toString(Fingerprint.SHARED_MIN))
                .mustNot(not -> not.ids(ids -> ids.values(except.value())))));
    }

    /** The filters, without that of one facet; no facet has an empty name. */
    static Query filters(SearchQuery query, String exceptFacet) {
        List<Query> filters = new ArrayList<>();
        for (String facet : IndexFields.filteredFacets(query)) {
            if (!facet.equals(exceptFacet)) {
                filters.add(filter(facet, query));
            }
        }
        return filters.isEmpty() ? everything() : Query.of(q -> q.bool(bool -> bool.filter(filters)));
    }

    private static Query filter(String facet, SearchQuery query) {
        return switch (facet) {
            case IndexFields.TYPE -> anyOf(facet, query.types());
            case IndexFields.LANGUAGE -> anyOf(facet, query.languages());
            case IndexFields.CHANNEL -> anyOf(facet, query.channels());
            case IndexFields.CASE ->
                anyOf(
                        IndexFields.CASE_KEY,
                        List.of(Identifiers.normal(query.caseReference().orElseThrow())));
            case IndexFields.MONTH ->
                RangeQuery.of(range -> range.longNumber(day -> {
                            day.field(IndexFields.DAY);
                            query.from().ifPresent(from -> day.gte(from.toEpochDay()));
                            query.to().ifPresent(to -> day.lte(to.toEpochDay()));
                            return day;
                        }))
                        ._toQuery();
            default -> throw new IllegalArgumentException("no such facet: " + facet);
        };
    }

    private static Query clause(Clause clause) {
        return switch (clause) {
            case Clause.OneWord word -> word(word);
            case Clause.Beginning beginning -> beginning(beginning);
            case Clause.Sequence sequence -> sequence(sequence);
            case Clause.AnyOf any -> number(any);
            case Clause.Nothing nothing -> Query.of(q -> q.matchNone(none -> none));
        };
    }

    private static Query word(Clause.OneWord word) {
        List<Query> any = new ArrayList<>();
        any.add(term(word.exact(), Weights.EXACT));
        List<String> stems = word.stems().stream().sorted().toList();
        List<String> forms = new ArrayList<>();
        forms.add(word.exact());
        forms.addAll(stems);
        String frame = Frame.write(new Frame.Terms(List.of(forms)));
        any.add(Query.of(
                q -> q.match(match -> match.field(IndexFields.TEXT).query(frame).analyzer(IndexDefinition.ANALYZER))));
        if (!stems.isEmpty()) {
            any.add(constant(anyOf(IndexFields.TEXT, stems), Weights.INFLECTED));
        }
        if (word.edits() > 0) {
            any.add(constant(near(word, stems), Weights.NEAR));
        }
        return anyOf(any);
    }

    private static Query near(Clause.OneWord word, List<String> stems) {
        List<Query> any = new ArrayList<>();
        any.add(near(word.exact(), word.edits()));
        for (String stem : stems) {
            int edits = Near.stemEdits(stem, word.edits());
            if (edits > 0) {
                any.add(near(stem, edits));
            }
        }
        return anyOf(any);
    }

    private static Query near(String term, int edits) {
        return Query.of(q -> q.fuzzy(fuzzy -> fuzzy.field(IndexFields.TEXT)
                .value(WellFormed.text(term))
                .fuzziness(Integer.toString(edits))
                .prefixLength(Near.rightPrefix(term))
                .transpositions(true)
                .rewrite(ALL_TERMS)));
    }

    private static Query beginning(Clause.Beginning beginning) {
        Query prefix = Query.of(q -> q.prefix(begins -> begins.field(IndexFields.TEXT)
                .value(WellFormed.text(beginning.prefix()))
                .rewrite(ALL_TERMS)));
        return anyOf(List.of(prefix, term(beginning.prefix(), Weights.EXACT)));
    }

    private static Query sequence(Clause.Sequence sequence) {
        List<List<String>> exact = sequence.places().stream()
                .map(place -> List.of(place.getFirst()))
                .toList();
        return anyOf(List.of(phrase(sequence.places(), 1), phrase(exact, Weights.EXACT)));
    }

    private static Query phrase(List<List<String>> places, float boost) {
        String frame = Frame.write(new Frame.Terms(places));
        return Query.of(q -> q.matchPhrase(phrase -> phrase.field(IndexFields.TEXT)
                .query(frame)
                .analyzer(IndexDefinition.ANALYZER)
                .boost(boost)));
    }

    private static Query number(Clause.AnyOf number) {
        List<Query> any = new ArrayList<>();
        any.add(anyOf(IndexFields.VALUE, DocumentTerms.valuesWanted(number)));
        if (number.field().isEmpty()) {
            any.add(anyOf(IndexFields.TEXT, number.terms()));
        }
        return constant(anyOf(any), Weights.NUMBER);
    }

    private static Query term(String term, float boost) {
        return Query.of(q -> q.term(exact ->
                exact.field(IndexFields.TEXT).value(WellFormed.text(term)).boost(boost)));
    }

    private static Query constant(Query filter, float boost) {
        return Query.of(q -> q.constantScore(constant -> constant.filter(filter).boost(boost)));
    }

    private static Query anyOf(List<Query> queries) {
        return Query.of(q -> q.bool(bool -> bool.should(queries).minimumShouldMatch("1")));
    }

    private static Query anyOf(String field, Collection<String> values) {
        List<FieldValue> sorted = values.stream()
                .distinct()
                .sorted()
                .map(WellFormed::text)
                .map(FieldValue::of)
                .toList();
        return Query.of(q -> q.terms(terms -> terms.field(field).terms(any -> any.value(sorted))));
    }

    private static Query removed() {
        return Query.of(q -> q.term(term -> term.field(IndexDefinition.REMOVED).value(true)));
    }

    private static Query everything() {
        return Query.of(q -> q.matchAll(all -> all));
    }
}
