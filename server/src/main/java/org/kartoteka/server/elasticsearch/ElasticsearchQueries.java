package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.RangeQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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
            case IndexFields.REVIEW ->
                query.reviews().contains(SearchQuery.ANY_REVIEW)
                        ? Query.of(q -> q.exists(any -> any.field(facet)))
                        : anyOf(facet, query.reviews());
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
            case Clause.InNames names -> names(names);
            case Clause.Nothing nothing -> Query.of(q -> q.matchNone(none -> none));
        };
    }

    /** The word in the text, and above that in a name. */
    private static Query word(Clause.OneWord word) {
        List<Query> ways = inNames(word);
        ways.add(inText(word));
        return best(ways);
    }

    private static List<Query> inNames(Clause.OneWord word) {
        List<Query> ways = new ArrayList<>();
        ways.add(constant(anyOf(IndexFields.NAME, Set.of(word.exact())), Weights.NAME));
        ways.add(constant(anyOf(IndexFields.NAME, word.stems()), Weights.NAME_INFLECTED));
        ways.add(constant(anyOf(IndexFields.NAME, word.sounds().whole()), Weights.NAME_SOUNDS));
        ways.add(constant(anyOf(IndexFields.NAME, word.sounds().stems()), Weights.NAME_SOUND_STEMS));
        return ways;
    }

    private static Query names(Clause.InNames names) {
        List<Query> all = new ArrayList<>();
        for (Clause.OneWord word : names.words()) {
            List<Query> ways = inNames(word);
            if (word.errors().letters() > 0) {
                List<String> stems = word.stems().stream().sorted().toList();
                ways.add(constant(near(IndexFields.NAME, word, stems), Weights.NAME_NEAR));
            }
            all.add(best(ways));
        }
        if (!names.beginning().isEmpty()) {
            all.add(constant(prefix(IndexFields.NAME, names.beginning()), Weights.NAME));
        }
        return Query.of(q -> q.bool(bool -> bool.must(all)));
    }

    private static Query inText(Clause.OneWord word) {
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
        List<String> sounds = new ArrayList<>(word.sounds().whole());
        sounds.addAll(word.sounds().stems());
        if (!sounds.isEmpty()) {
            any.add(constant(anyOf(IndexFields.TEXT, sounds), Weights.SOUNDS));
        }
        if (word.errors().letters() > 0) {
            any.add(constant(near(IndexFields.TEXT, word, stems), Weights.NEAR));
        }
        return anyOf(any);
    }

    private static Query near(String field, Clause.OneWord word, List<String> stems) {
        List<Query> any = new ArrayList<>();
        any.add(near(field, word.exact(), word.errors().letters(), word.errors()));
        for (String stem : stems) {
            int edits = Near.stemEdits(stem, word.errors());
            if (edits > 0) {
                any.add(near(field, stem, edits, word.errors()));
            }
        }
        return anyOf(any);
    }

    private static Query near(String field, String term, int edits, Near.Errors errors) {
        return Query.of(q -> q.fuzzy(fuzzy -> fuzzy.field(field)
                .value(WellFormed.text(term))
                .fuzziness(Integer.toString(edits))
                .prefixLength(Near.rightPrefix(term, errors))
                .transpositions(true)
                .rewrite(ALL_TERMS)));
    }

    private static Query beginning(Clause.Beginning beginning) {
        Query inText =
                anyOf(List.of(prefix(IndexFields.TEXT, beginning.prefix()), term(beginning.prefix(), Weights.EXACT)));
        return best(List.of(inText, constant(prefix(IndexFields.NAME, beginning.prefix()), Weights.NAME)));
    }

    private static Query prefix(String field, String beginning) {
        return Query.of(q -> q.prefix(
                begins -> begins.field(field).value(WellFormed.text(beginning)).rewrite(ALL_TERMS)));
    }

    private static Query sequence(Clause.Sequence sequence) {
        List<List<String>> exact = sequence.places().stream()
                .map(place -> List.of(place.getFirst()))
                .toList();
        Query inflected = phrase(sequence.places(), 1);
        List<Query> name = new ArrayList<>(List.of(inflected));
        sequence.places().forEach(place -> name.add(anyOf(IndexFields.NAME, place)));
        return best(List.of(
                anyOf(List.of(inflected, phrase(exact, Weights.EXACT))),
                constant(Query.of(q -> q.bool(bool -> bool.filter(name))), Weights.NAME)));
    }

    private static Query phrase(List<List<String>> places, float boost) {
        String frame = Frame.write(new Frame.Terms(places));
        return Query.of(q -> q.matchPhrase(phrase -> phrase.field(IndexFields.TEXT)
                .query(frame)
                .analyzer(IndexDefinition.ANALYZER)
                .boost(boost)));
    }

    private static Query number(Clause.AnyOf number) {
        List<Query> ways = new ArrayList<>();
        ways.add(constant(anyOf(IndexFields.VALUE, DocumentTerms.valuesWanted(number)), Weights.IDENTIFIER));
        if (number.field().isEmpty()) {
            ways.add(constant(anyOf(IndexFields.TEXT, number.terms()), Weights.NUMBER));
        }
        return best(ways);
    }

    private static Query term(String term, float boost) {
        return Query.of(q -> q.term(exact ->
                exact.field(IndexFields.TEXT).value(WellFormed.text(term)).boost(boost)));
    }

    private static Query constant(Query filter, float boost) {
        return Query.of(q -> q.constantScore(constant -> constant.filter(filter).boost(boost)));
    }

    /** Scores as the one that scores best. */
    private static Query best(List<Query> ways) {
        return Query.of(q -> q.disMax(best -> best.queries(ways).tieBreaker(0.0)));
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
