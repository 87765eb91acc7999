package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the review queue. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ReviewQueue", description = "A part of the review queue, oldest first")
public record ReviewQueueAnswer(
        @Schema(description = "How many wait; the index may be some seconds behind", example = "17")
        long waiting,

        @Schema(description = "Since when the one waits that waits longest; missing where none does") @Nullable
        Instant oldest,

        List<ReviewItemAnswer> items,

        @Schema(description = "Values of `review` (the reasons), `type`, `language` and `channel` with their counts")
        Map<String, List<SearchAnswer.Count>> facets,

        @Schema(description = "`offset` of the next part; missing at the end", example = "25") @Nullable
        Integer next) {}
