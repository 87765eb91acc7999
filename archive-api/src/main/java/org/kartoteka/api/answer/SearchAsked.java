package org.kartoteka.api.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.SearchQuery;

/**
 * What a person or program asks the index: words as typed, and filters beside them.
 *
 * @param typed may hold filters itself, as the query language has them
 * @param caseFile empty = any; so for {@code from} and {@code to}, which are ISO dates
 */
public record SearchAsked(
        String typed,
        List<String> types,
        List<String> languages,
        List<String> channels,
        String caseFile,
        String from,
        String to) {
    public static final int TYPED_LENGTH_MAX = 1_000;

    public SearchAsked {
        types = List.copyOf(types);
        languages = List.copyOf(languages);
        channels = List.copyOf(channels);
    }

    /** Words alone. */
    public static SearchAsked of(String typed) {
        return new SearchAsked(typed, List.of(), List.of(), List.of(), "", "", "");
    }

    /** @throws BadRequest a parameter is not what it must be */
    public SearchQuery query(int offset, int limit) {
        if (typed.length() > TYPED_LENGTH_MAX) {
            throw new BadRequest("Parameter q may have %d characters at most.".formatted(TYPED_LENGTH_MAX));
        }
        Asked.within("offset", offset, 0, SearchQuery.OFFSET_MAX);
        Asked.within("limit", limit, 0, SearchQuery.LIMIT_MAX);
        SearchQuery parsed = QueryParser.parse(typed);
        Optional<String> asked = caseFile.isBlank()
                ? Optional.empty()
                : Optional.of(Asked.caseFile(caseFile).value());
        Optional<LocalDate> fromDay = Asked.day("from", from);
        Optional<LocalDate> toDay = Asked.day("to", to);
        return new SearchQuery(
                parsed.terms(),
                union(parsed.types(), types),
                union(parsed.languages(), languages),
                union(parsed.channels(), channels),
                asked.or(parsed::caseReference),
                fromDay.or(parsed::from),
                toDay.or(parsed::to),
                offset,
                limit);
    }

    private static Set<String> union(Set<String> parsed, List<String> filters) {
        Set<String> all = new TreeSet<>(parsed);
        filters.stream()
                .map(filter -> filter.strip().toLowerCase(Locale.ROOT))
                .filter(filter -> !filter.isEmpty())
                .forEach(all::add);
        return all;
    }
}
