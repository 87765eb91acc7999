package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the service stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How the service stands")
public record StatusAnswer(
        @Schema(description = "Of the program", example = "0.1.0")
        String version,

        @Schema(example = "25.0.1") String javaVersion,

        @Schema(description = "Documents in the search index; missing while the engine cannot answer") @Nullable
        Long documentsIndexed,

        @Schema(
                description =
                        "The search index is being rebuilt, here or on another node; missing while it is not, or the engine"
                                + " cannot answer")
        @Nullable
        Rebuild rebuild,

        IntakeAnswer.Counts today,

        @Schema(description = "Files seen that are not batches yet", example = "0")
        int filesWaiting,

        @Schema(description = "Batches that are read and wait for the other side of their stack", example = "0")
        int sidesWaiting,

        @Schema(description = "Batches that wait to be read")
        Queue reading,

        @Schema(description = "Documents that wait to be indexed")
        Queue indexing,

        @Schema(
                description =
                        "Work that failed again and again and was set aside; missing while the broker cannot be asked",
                example = "0")
        @Nullable
        Integer deadLetters) {

    /** A rebuild of the index that runs. */
    @Schema(name = "RunningRebuild", description = "A rebuild of the search index that runs")
    public record Rebuild(
            @Schema(description = "In the new index by now", example = "1200")
            long documents) {}

    /** Work that waits. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WorkQueue", description = "Work that waits")
    public record Queue(
            @Schema(example = "0") int waiting,

            @Schema(description = "There are more than the number says")
            boolean more,

            @Schema(description = "When the oldest of them arrived; missing where nothing waits") @Nullable
            Instant oldestSince) {}
}
