package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receipt of a day. */
@Schema(
        description =
                "The receipt of a day: per folder, seen = archived + duplicate + quarantined + waiting. Nothing that came"
                        + " in is outside of it")
public record IntakeAnswer(
        LocalDate day,

        @Schema(description = "The zone in which the day is meant", example = "Europe/Riga")
        String zone,

        Counts total,
        List<Folder> folders,

        @Schema(
                description =
                        "Files that were seen and are not batches yet, and those that wait for the other side of their stack,"
                                + " and why; now, whatever the day")
        List<Waiting> waiting,

        @Schema(description = "Batches of the day that were set aside, and why; the newest, a few hundred at most")
        List<BatchAnswer> refused) {

    /** Files by what became of them. */
    @Schema(name = "IntakeCounts", description = "Files by what became of them")
    public record Counts(long seen, long archived, long duplicate, long quarantined, long waiting) {}

    /** A folder's counts. */
    @Schema(name = "IntakeFolder")
    public record Folder(@Schema(example = "fax/complaint") String folder, Counts counts) {}

    /** A file that is not a batch yet, or waits for its other side. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "WaitingFile",
            description =
                    "A file that was seen and is not a batch yet; or one that is, and waits for the other side of its stack")
    public record Waiting(
            String folder,
            String fileName,
            long sizeBytes,
            Instant seenAt,
            ReasonAnswer why,

            @Schema(description = "Until when the other side may arrive; missing where no other side is waited for")
            @Nullable
            Instant until) {}
}
