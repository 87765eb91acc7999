package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case file: the documents of one matter. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A case file: the documents, notes and deadlines of one matter")
public record CaseFileAnswer(
        @Schema(example = "L-2001-004512") String reference,

        @Schema(
                description = "Whether it asks for work",
                allowableValues = {"open", "closed"})
        String state,

        @Schema(description = "Empty where it has none", example = "Invoice of March")
        String title,

        @Schema(description = "Numbers of the customers whose matter it is", example = "[\"10033417\"]")
        List<String> customers,

        @Schema(description = "Numbers of the contracts it is about")
        List<String> contracts,

        @Schema(description = "Id of the user whose work it is", example = "anna") @Nullable
        String assignee,

        @Schema(description = "The last day for it", example = "2026-12-01") @Nullable
        String due,

        @Schema(description = "Open, and its last day has passed")
        boolean overdue,

        Instant openedAt,
        @Nullable Instant closedAt,

        @Schema(description = "Time of the last event of its chain")
        Instant changedAt,

        @Schema(description = "Documents that came after it was closed", example = "0")
        int filedSinceClosing,

        @Schema(description = "Number of its notes; the timeline has them", example = "2")
        int noteCount,

        @Schema(description = "Number of the last event of its chain", example = "4")
        long version,

        @Schema(description = "Number of all its documents", example = "4")
        int documentCount,

        @Schema(description = "In the order in which they were filed, at most as many as asked for")
        List<Filed> documents) {

    public boolean isOpen() {
        return state.equals("open");
    }

    /** A document in a case file, in short. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FiledDocument", description = "A document in a case file, in short")
    public record Filed(
            @Schema(example = "20261122-130501123-0a1b2c3d4e-0001")
            String document,

            @Schema(
                    description = "By what it came here",
                    allowableValues = {
                        "reference",
                        "cover-sheet",
                        "folder",
                        "given",
                        "customer",
                        "contract",
                        "hand",
                        "correction",
                        "unknown"
                    })
            String how,

            Instant filedAt,

            @Schema(description = "Number of the document's last event: its ETag begins with it", example = "1")
            long version,

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
