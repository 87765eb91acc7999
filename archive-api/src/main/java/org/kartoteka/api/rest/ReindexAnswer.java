package org.kartoteka.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a rebuild of the index stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How the last rebuild of the search index stands")
record ReindexAnswer(
        @Schema(
                description = "`none` where there was none since the service started",
                allowableValues = {"none", "running", "done", "failed"},
                example = "running")
        String state,

        @Schema(description = "Documents done so far", example = "1200")
        long documents,

        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(
                description = "Why it failed, in a sentence; missing where it did not",
                example = "The search engine went away. The old index stays. Begin again when the engine is back.")
        @Nullable
        String problem) {}
