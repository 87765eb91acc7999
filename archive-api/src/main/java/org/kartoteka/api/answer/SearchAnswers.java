package org.kartoteka.api.answer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchQuery;
import org.kartoteka.archive.search.SearchRescue;
import org.kartoteka.archive.search.SearchResult;

/** Asks the index and says what it answers. */
public final class SearchAnswers {
    private final SearchIndex index;
    private final SearchRescue rescue;

    public SearchAnswers(SearchIndex index) {
        this.index = index;
        this.rescue = new SearchRescue(index);
    }

    /**
     * The hits from {@code offset} on, at most {@code limit} of them; where there is none, those of what comes near it.
     *
     * @throws BadRequest a parameter is not what it must be
     * @throws org.kartoteka.archive.search.SearchUnavailable the engine cannot answer now
     */
    public SearchAnswer search(SearchAsked asked, int offset, int limit) {
        SearchQuery query = asked.query(offset, limit);
        SearchRescue.Found found = rescue.search(query);
        SearchResult result = found.result();
        return new SearchAnswer(
                query(asked.typed(), query),
                found.instead().map(SearchAnswers::instead).orElse(null),
                result.total(),
                result.complete(),
                offset,
                limit,
                result.hits().stream().map(hit -> hit(hit, asked.typed())).toList(),
                facets(result),
                links(asked, query, result));
    }

    /** Where on the page the words stand that match. */
    public List<HitPlace> locate(SearchQuery query, PageText page) {
        List<PageText.Word> places = page.wordsToFind();
        if (query.terms().isEmpty() || places.isEmpty()) {
            return List.of();
        }
        List<String> words = places.stream().map(PageText.Word::text).toList();
        List<Integer> exact = index.locate(query, page.language(), words);
        // The page may have been found by what comes near the words typed.
        List<Integer> found =
                exact.isEmpty() ? index.locate(query.withMoreForgiveness(), page.language(), words) : exact;
        return found.stream()
                .map(places::get)
                .map(word -> new HitPlace(word.text(), Place.of(word)))
                .toList();
    }

    private static SearchAnswer.Instead instead(SearchRescue.Instead instead) {
        return new SearchAnswer.Instead(
                instead.query().terms().stream().map(SearchAnswers::term).toList(),
                instead.leftOut().stream().map(SearchAnswers::term).toList());
    }

    private static SearchAnswer.Query query(String typed, SearchQuery query) {
        return new SearchAnswer.Query(
                typed,
                query.terms().stream().map(SearchAnswers::term).toList(),
                query.types().stream().sorted().toList(),
                query.languages().stream().sorted().toList(),
                query.channels().stream().sorted().toList(),
                query.caseReference().orElse(null),
                query.from().orElse(null),
                query.to().orElse(null));
    }

    private static SearchAnswer.Term term(SearchQuery.Term term) {
        return switch (term) {
            case SearchQuery.Word(String text, boolean prefix, boolean negated) ->
                new SearchAnswer.Term(prefix ? "prefix" : "word", text, null, negated);
            case SearchQuery.Phrase(List<String> words, boolean negated) ->
                new SearchAnswer.Term("phrase", String.join(" ", words), null, negated);
            case SearchQuery.Name(List<String> words, boolean prefix, boolean negated) ->
                new SearchAnswer.Term("name", String.join(" ", words) + (prefix ? "*" : ""), null, negated);
            case SearchQuery.Number number ->
                new SearchAnswer.Term("number", number.text(), number.field().orElse(null), number.negated());
        };
    }

    private static SearchAnswer.Hit hit(SearchResult.Hit hit, String typed) {
        IndexedDocument document = hit.document();
        return new SearchAnswer.Hit(
                document.id().value(),
                document.type(),
                document.typeScore(),
                document.languages(),
                document.channel(),
                document.folder(),
                document.fileName(),
                document.receivedAt(),
                document.documentDate().orElse(null),
                document.caseReferences(),
                document.fields().stream()
                        .map(field -> new SearchAnswer.FieldValue(field.name(), field.value(), field.printed()))
                        .toList(),
                hit.pageCount(),
                !document.reviewReasons().isEmpty(),
                hit.snippets().stream().map(SearchAnswers::snippet).toList(),
                hitLinks(document.id().value(), typed));
    }

    private static SearchAnswer.Snippet snippet(SearchResult.Snippet snippet) {
        return new SearchAnswer.Snippet(
                snippet.pageNumber(),
                snippet.pieces().stream()
                        .map(piece -> new SearchAnswer.Piece(piece.text(), piece.marked()))
                        .toList());
    }

    private static Map<String, String> hitLinks(String id, String typed) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("document", "/api/v1/documents/" + id);
        links.put("page", "/documents/" + id + (typed.isBlank() ? "" : "?q=" + encode(typed)));
        return links;
    }

    private static Map<String, List<SearchAnswer.Count>> facets(SearchResult result) {
        Map<String, List<SearchAnswer.Count>> facets = new TreeMap<>();
        result.facets()
                .forEach((name, counts) -> facets.put(
                        name,
                        counts.stream()
                                .map(count -> new SearchAnswer.Count(count.value(), count.count()))
                                .toList()));
        return facets;
    }

    private static Map<String, String> links(SearchAsked asked, SearchQuery query, SearchResult result) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", link(asked, query.offset(), query.limit()));
        long next = (long) query.offset() + query.limit();
        if (query.limit() > 0 && next < result.total() && next <= SearchQuery.OFFSET_MAX) {
            links.put("next", link(asked, (int) next, query.limit()));
        }
        return links;
    }

    private static String link(SearchAsked asked, int offset, int limit) {
        StringBuilder link = new StringBuilder("/api/v1/search?q=").append(encode(asked.typed()));
        asked.types().forEach(type -> link.append("&type=").append(encode(type)));
        asked.languages().forEach(language -> link.append("&language=").append(encode(language)));
        asked.channels().forEach(channel -> link.append("&channel=").append(encode(channel)));
        append(link, "case", asked.caseFile());
        append(link, "from", asked.from());
        append(link, "to", asked.to());
        return link.append("&offset=")
                .append(offset)
                .append("&limit=")
                .append(limit)
                .toString();
    }

    private static void append(StringBuilder link, String name, String value) {
        if (!value.isBlank()) {
            link.append('&').append(name).append('=').append(encode(value));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
