package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hits, best first, with counts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Hits, best first, with counts to narrow the search by")
public record SearchAnswer(
        Query query,

        @Schema(description = "Only where nothing matches what was typed: what was searched instead") @Nullable
        Instead instead,

        @Schema(description = "Number of all hits", example = "1")
        long total,

        @Schema(
                description = "False where the search stopped at its time limit: there may be more hits than `total`,"
                        + " and the counts are too low")
        boolean complete,

        @Schema(example = "0") int offset,
        @Schema(example = "20") int limit,
        List<Hit> hits,

        @Schema(
                description =
                        "Per facet (`type`, `language`, `channel`, `case`, `month`) its values, most frequent first."
                                + " The counts of a facet ignore the filter on that same facet")
        Map<String, List<Count>> facets,

        @Schema(description = "`self` and, where there is more, `next`")
        Map<String, String> links) {

    /** What was understood of what was typed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchQuery", description = "What was understood of what was typed")
    public record Query(
            @Schema(example = "rēķins type:complaint") String typed,
            List<Term> terms,
            @Schema(example = "[\"complaint\"]") List<String> types,
            List<String> languages,
            List<String> channels,

            @Schema(name = "case", example = "L-2001-004512") @Nullable
            String caseReference,

            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** What was searched instead of what was typed. */
    @Schema(
            name = "SearchInstead",
            description =
                    "What was searched instead of what was typed: words that are like these, without those left out")
    public record Instead(List<Term> terms, List<Term> leftOut) {
        /** What was left out, as it was typed. */
        public String leftOutText() {
            return String.join(", ", leftOut.stream().map(Term::text).toList());
        }
    }

    /** One thing that must match. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchTerm", description = "One thing that must match or, negated, must not")
    public record Term(
            @Schema(
                    allowableValues = {"word", "prefix", "phrase", "number", "name"},
                    example = "word")
            String kind,

            @Schema(example = "rēķins") String text,

            @Schema(description = "The field a number is looked for in", example = "phone") @Nullable
            String field,

            boolean negated) {}

    /** A document that matches. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchHit", description = "A document that matches, and why")
    public record Hit(
            @Schema(example = "20261122-130501123-0a1b2c3d4e-0001")
            String document,

            @Schema(example = "complaint") String type,
            @Schema(example = "0.97") double typeScore,
            List<String> languages,
            @Schema(example = "fax") String channel,
            @Schema(example = "fax/complaint") String folder,
            @Schema(example = "fax-0117.tif") String fileName,
            Instant receivedAt,

            @Schema(description = "The date on it, where one was found", example = "2001-10-24") @Nullable
            LocalDate documentDate,

            List<String> caseReferences,
            List<FieldValue> fields,
            @Schema(example = "2") int pageCount,
            boolean needsReview,
            List<Snippet> snippets,
            Map<String, String> links) {}

    /** A field's value and how it is printed. */
    @Schema(name = "FieldValue")
    public record FieldValue(String name, String value, String printed) {}

    /** A piece of a page's text around what matches. */
    @Schema(description = "A piece of a page's text around what matches; it is data, so escape it where you show it")
    public record Snippet(@Schema(example = "1") int page, List<Piece> pieces) {}

    /** Plain or matching text. */
    @Schema(name = "SnippetPiece")
    public record Piece(@Schema(example = "rēķinu") String text, boolean marked) {}

    /** A facet's value and how many hits have it. */
    @Schema(name = "FacetCount")
    public record Count(
            @Schema(example = "complaint") String value,
            @Schema(example = "12") long count) {}
}
