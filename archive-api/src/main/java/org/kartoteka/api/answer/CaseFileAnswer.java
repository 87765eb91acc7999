package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case file: the documents of one matter. */
@Schema(description = "A case file: the documents of one matter, in the order in which they were filed")
public record CaseFileAnswer(
        @Schema(example = "L-2001-004512") String reference,
        Instant openedAt,

        @Schema(description = "Number of the last event of its chain", example = "4")
        long version,

        @Schema(description = "Number of all its documents", example = "4")
        int documentCount,

        @Schema(description = "At most as many as asked for")
        List<Filed> documents) {

    /** A document in a case file, in short. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FiledDocument", description = "A document in a case file, in short")
    public record Filed(
            @Schema(example = "20261122-130501123-0a1b2c3d4e-0001")
            String document,

            @Schema(example = "complaint") String type,
            @Schema(example = "0.97") double typeScore,
            List<String> languages,
            @Schema(example = "fax-0117.tif") String fileName,
            @Schema(example = "fax") String channel,
            Instant receivedAt,

            @Schema(description = "The date on it, where one was found", example = "2001-10-24") @Nullable
            String documentDate,

            @Schema(example = "2") int pageCount,
            boolean needsReview) {}
}
