package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the archive holds of one customer. */
@Schema(description = "What the archive holds of one customer")
public record CustomerAnswer(
        @Schema(description = "As it stands on documents, else as it was asked for", example = "10033417")
        String number,

        @Schema(description = "Found on the documents, most frequent first")
        List<Known> names,

        List<Known> phones,
        List<Known> emails,
        List<Known> contracts,

        @Schema(description = "Of the customer's documents, or described by the number; open ones first")
        List<CaseFileSummary> caseFiles,

        @Schema(description = "Number of all documents found", example = "12")
        int documentCount,

        @Schema(description = "With or without a case file, the last one first; at most as many as asked for")
        List<OfCustomer> documents,

        @Schema(description = "False where there may be more documents than were looked at")
        boolean complete) {

    /** A value that documents have. */
    @Schema(name = "KnownOfCustomer", description = "A value that documents have")
    public record Known(
            @Schema(example = "+37120000000") String value,

            @Schema(description = "How many documents have it", example = "3")
            int documents) {}

    /** A document of the customer, in short. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DocumentOfCustomer", description = "A document of the customer, in short")
    public record OfCustomer(
            String document,
            @Schema(example = "complaint") String type,
            double typeScore,
            List<String> languages,
            @Schema(example = "fax-0117.tif") String fileName,
            @Schema(example = "fax") String channel,
            Instant receivedAt,
            @Schema(example = "2001-10-24") @Nullable String documentDate,
            int pageCount,
            boolean needsReview,

            @Schema(description = "Where it is filed; empty where it is not")
            List<String> caseFiles) {}

    /** Whether there is nothing of such a customer. */
    public boolean isUnknown() {
        return caseFiles.isEmpty() && documentCount == 0;
    }
}
