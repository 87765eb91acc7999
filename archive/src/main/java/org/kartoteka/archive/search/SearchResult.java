package org.kartoteka.archive.search;

import java.util.List;
import java.util.Map;

/**
 * Hits, best first, and counts.
 *
 * @param total number of all hits
 * @param facets per facet ({@code type}, {@code language}, {@code channel}, {@code case}, {@code month},
 *     {@code review}), the values with their counts, most frequent first, equal ones by value, at most 20 each. A facet's counts ignore the query's filter
 *     on that same facet; {@code month} belongs to the filter on dates
 * @param complete false where the engine stopped at its time limit: there may be more hits, and the counts are too low
 */
public record SearchResult(long total, List<Hit> hits, Map<String, List<FacetCount>> facets, boolean complete) {
    public SearchResult {
        hits = List.copyOf(hits);
        facets = Map.copyOf(facets);
    }

    /** A complete result. */
    public SearchResult(long total, List<Hit> hits, Map<String, List<FacetCount>> facets) {
        this(total, hits, facets, true);
    }

    /**
     * One document.
     *
     * @param document as it was indexed, with {@code pages} left empty
     * @param snippets at most three, from the pages that match best
     */
    public record Hit(IndexedDocument document, int pageCount, List<Snippet> snippets) {
        public Hit {
            snippets = List.copyOf(snippets);
        }
    }

    /** A piece of a page's text; {@code pieces} alternate between plain and matching text as {@code marked} says. */
    public record Snippet(int pageNumber, List<Piece> pieces) {
        public Snippet {
            pieces = List.copyOf(pieces);
        }
    }

    /** Text is data: whoever shows it escapes it. */
    public record Piece(String text, boolean marked) {}

    /** A facet's value and how many hits have it. */
    public record FacetCount(String value, long count) {}
}
