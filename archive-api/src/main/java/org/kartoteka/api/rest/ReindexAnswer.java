package org.kartoteka.api.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.search.RebuildProgress;

/** How a rebuild of the index stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How the last rebuild of the search index stands")
record ReindexAnswer(
        @Schema(
                description = "`none` where none was seen since the service started",
                allowableValues = {"none", "running", "done", "failed"},
                example = "running")
        String state,

        @Schema(description = "Documents done so far", example = "1200")
        long documents,

        @Schema(description = "Missing where another node began it") @Nullable
        Instant startedAt,

        @Nullable Instant finishedAt,

        @Schema(
                description = "Why it failed, in a sentence; missing where it did not",
                example = "The search engine went away. The old index stays. Begin again when the engine is back.")
        @Nullable
        String problem) {

    static ReindexAnswer of(RebuildProgress progress) {
        long documents = progress.documents();
        return switch (progress) {
            case RebuildProgress.None _ -> new ReindexAnswer("none", documents, null, null, null);
            case RebuildProgress.Running running ->
                new ReindexAnswer("running", documents, running.startedAt(), null, null);
            case RebuildProgress.RunningElsewhere _ -> new ReindexAnswer("running", documents, null, null, null);
            case RebuildProgress.Done done ->
                new ReindexAnswer(
                        "done",
                        documents,
                        done.startedAt().orElse(null),
                        done.finishedAt().orElse(null),
                        null);
            case RebuildProgress.Failed failed ->
                new ReindexAnswer(
                        "failed",
                        documents,
                        failed.startedAt().orElse(null),
                        failed.finishedAt().orElse(null),
                        sentence(failed.trouble()));
        };
    }

    private static String sentence(RebuildProgress.Trouble trouble) {
        return switch (trouble) {
            case SEARCH_AWAY ->
                "The search engine went away. The old index stays. Begin again when the engine is back.";
            case STORE_AWAY ->
                "The store could not be reached. The old index stays. Begin again when the store is back.";
            case GIVEN_UP -> "Another node gave the rebuild up. The old index stays. The log of that node says why.";
            case OTHER -> "The rebuild failed. The old index stays. The administrator finds the reason in the log.";
        };
    }
}
