package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document: one logical item, some pages of a batch. */
@Schema(description = "A document: one logical item, some pages of a batch, and what was understood of it")
public record DocumentAnswer(
        @Schema(example = "20261122-130501123-0a1b2c3d4e-0001")
        String id,

        @Schema(
                description = "`review` where a person should look at it; it is archived and findable all the same",
                allowableValues = {"archived", "review"},
                example = "archived")
        String state,

        @Schema(description = "Number of the last event of its chain; the ETag is `v` and this", example = "2")
        long version,

        @Schema(example = "20261122-130501123-0a1b2c3d4e") String batch,

        @Schema(description = "Name of the file as it came, any character", example = "fax-0117.tif")
        String fileName,

        @Schema(example = "fax") String channel,
        @Schema(example = "fax/complaint") String folder,
        Instant receivedAt,
        Instant ingestedAt,
        Type type,

        @Schema(description = "ISO 639-1, most frequent first", example = "[\"lv\"]")
        List<String> languages,

        List<Field> fields,
        @Schema(example = "2") int pageCount,

        @Schema(
                description = "Its pages as pages of the batch, or of the stack that was scanned in two passes, from 1",
                example = "[1, 2]")
        List<Integer> batchPages,

        @Schema(description = "References of its case files", example = "[\"L-2001-004512\"]")
        List<String> caseFiles,

        @Schema(description = "Why a person should look at it", example = "[]")
        List<String> needsReview,

        @Schema(
                description =
                        "Documents that seem to be the same sheets, scanned again; missing where the search index cannot be"
                                + " asked now")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<NearDuplicateAnswer> nearDuplicates,

        Original original,

        @Schema(
                description =
                        "Where it was scanned in two passes, the file with the even pages, `original` being that with the odd ones;"
                                + " missing otherwise")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Original otherOriginal,

        boolean hasSearchablePdf,
        ProvenanceAnswer provenance,
        Map<String, String> links) {

    /** Its type, and why. */
    @Schema(name = "DocumentType", description = "Its type, how sure that is, and the words that decided")
    public record Type(
            @Schema(example = "complaint") String code,

            @Schema(description = "0 to 1, calibrated; 1 where a person set or confirmed it", example = "0.97")
            double score,

            @Schema(description = "Whether a person set or confirmed it", example = "false")
            boolean byPerson,

            @Schema(description = "What the machine found", example = "complaint")
            String found,

            @Schema(description = "How sure the machine was, 0 to 1, calibrated", example = "0.97")
            double foundScore,

            @Schema(description = "All types, likeliest first")
            List<Candidate> candidates,

            @Schema(example = "[\"sūdzība\", \"rēķins\"]") List<String> words) {}

    /** A type it may have. */
    @Schema(name = "TypeCandidate", description = "A type it may have")
    public record Candidate(
            @Schema(example = "complaint") String code,
            @Schema(example = "0.97") double score) {}

    /** A value found on a page. */
    @Schema(name = "DocumentField", description = "A value found on a page")
    public record Field(
            @Schema(example = "contractNumber") String name,

            @Schema(description = "Normalised: ISO date, international phone, decimal point", example = "4512876")
            String value,

            @Schema(description = "As it stands on the page", example = "Nr. 45 12 876")
            String printed,

            @Schema(description = "Page of the document, from 1; 0 where it came with the file", example = "1")
            int page,

            @Schema(example = "0.92") double score,

            @Schema(
                    description =
                            "`page` where it was read; `register` where the customer register settled what was read;"
                                    + " `person` where a person set it",
                    allowableValues = {"page", "register", "person"},
                    example = "page")
            String source,

            List<Place> place,

            @Schema(
                    description =
                            "Why the value should be looked at: it fails its check digit, or is a date that does not fit the day of arrival; empty where nothing speaks against it",
                    allowableValues = {"", "check-digit", "after-arrival", "long-before-arrival"},
                    example = "")
            String doubt) {}

    /** The bytes as received. */
    @Schema(name = "Original", description = "The bytes as received")
    public record Original(
            @Schema(example = "image/tiff") String mediaType,
            @Schema(example = "48213") long sizeBytes,
            @Schema(description = "SHA-256") String digest) {}
}
