package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a matter. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TimelineEntry", description = "One thing that happened in a matter")
public record TimelineAnswer(
        @Schema(description = "Names it within the timeline", example = "1795429000123_case-file_L-2001-004512_4_0")
        String id,

        Instant time,

        @Schema(
                allowableValues = {
                    "opened",
                    "closed",
                    "reopened",
                    "assigned",
                    "unassigned",
                    "due-set",
                    "due-cleared",
                    "described",
                    "noted",
                    "received",
                    "filed",
                    "moved-in",
                    "taken-out",
                    "moved-out",
                    "corrected",
                    "correction-withdrawn"
                })
        String what,

        @Schema(description = "In the language of `Accept-Language`", example = "Assigned to anna")
        String sentence,

        @Schema(description = "Who did it; never a person's name", example = "user:anna")
        String by,

        @Nullable String document,

        @Schema(description = "Of the document's file") @Nullable
        String fileName,

        @Schema(description = "Text of a note; missing where it was disposed of") @Nullable
        String note,

        @Schema(description = "What was before: a user, a date, a case file") @Nullable
        String from,

        @Schema(description = "What is now: a user, a date, a case file, a way of filing, a channel, a title") @Nullable
        String to,

        @Schema(description = "Of a document, what was corrected")
        List<String> parts) {}
