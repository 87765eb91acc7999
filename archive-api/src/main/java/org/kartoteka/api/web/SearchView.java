package org.kartoteka.api.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kartoteka.api.answer.SearchAnswer;
import org.kartoteka.api.answer.SearchAsked;

/** A search as its page shows it. */
public record SearchView(
        SearchAsked asked,
        SearchAnswer answer,
        int page,
        long from,
        long to,
        @Nullable String previous,
        @Nullable String next,
        List<Facet> facets,
        List<Chip> chips,
        String withoutFilters) {

    /** A facet that narrows the search. */
    public record Facet(String name, List<Value> values) {}

    /** One of its values. */
    public record Value(String value, long count, boolean active, String href) {}

    /** A filter that is set, and the address without it. */
    public record Chip(String facet, String value, String href) {}

    private static final List<String> ORDER = List.of("type", "language", "channel", "case", "month");

    static SearchView of(SearchAsked asked, SearchAnswer answer, int page) {
        SearchLink link = new SearchLink(asked);
        long from = answer.offset() + 1L;
        return new SearchView(
                asked,
                answer,
                page,
                from,
                answer.offset() + (long) answer.hits().size(),
                page > 1 ? link.toPage(page - 1) : null,
                answer.links().containsKey("next") ? link.toPage(page + 1) : null,
                facets(answer, link),
                chips(asked, link),
                link.withoutFilters());
    }

    private static List<Facet> facets(SearchAnswer answer, SearchLink link) {
        List<Facet> facets = new ArrayList<>();
        for (String name : ORDER) {
            List<Value> values = answer.facets().getOrDefault(name, List.of()).stream()
                    .map(count -> new Value(
                            count.value(),
                            count.count(),
                            link.isActive(name, count.value()),
                            link.toggle(name, count.value())))
                    .toList();
            if (!values.isEmpty()) {
                facets.add(new Facet(name, values));
            }
        }
        return facets;
    }

    private static List<Chip> chips(SearchAsked asked, SearchLink link) {
        List<Chip> chips = new ArrayList<>();
        asked.types().forEach(type -> chips.add(new Chip("type", type, link.toggle("type", type))));
        asked.languages()
                .forEach(language -> chips.add(new Chip("language", language, link.toggle("language", language))));
        asked.channels().forEach(channel -> chips.add(new Chip("channel", channel, link.toggle("channel", channel))));
        if (!asked.caseFile().isEmpty()) {
            chips.add(new Chip("case", asked.caseFile(), link.toggle("case", asked.caseFile())));
        }
        if (!asked.from().isEmpty() || !asked.to().isEmpty()) {
            chips.add(new Chip("date", asked.from() + " – " + asked.to(), link.withoutDates()));
        }
        return chips;
    }
}
