package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A batch: one file as it came. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A batch: one file as it came, and what became of it")
public record BatchAnswer(
        @Schema(example = "20261122-130501123-0a1b2c3d4e") String id,

        @Schema(
                description = "Every batch is in exactly one state",
                allowableValues = {"waiting", "archived", "duplicate", "quarantined"},
                example = "archived")
        String state,

        @Schema(description = "Name of the file as it came, any character", example = "fax-0117.tif")
        String fileName,

        @Schema(example = "fax") String channel,

        @Schema(description = "Folder below the inbox in which it lay", example = "fax/complaint")
        String folder,

        @Schema(example = "48213") long sizeBytes,
        Instant receivedAt,

        @Schema(description = "SHA-256 of the bytes; missing where it was refused at the door") @Nullable
        String digest,

        @Schema(description = "The batch that holds the same bytes, where this one is a duplicate") @Nullable
        String duplicateOf,

        @Schema(
                description =
                        "The batch with the other side, where the two are one stack: the batch with the odd pages has the documents of both")
        @Nullable
        String otherSide,

        @Schema(description = "Why it was set aside, where it is quarantined") @Nullable
        ReasonAnswer reason,

        @Schema(description = "The documents that have its pages")
        List<Part> documents,

        @Schema(description = "Number of the last event of its chain", example = "3")
        long version,

        Map<String, String> links) {

    /** A document that came out of the batch. */
    @Schema(name = "BatchPart", description = "A document that came out of the batch")
    public record Part(
            @Schema(example = "20261122-130501123-0a1b2c3d4e-0001")
            String document,

            @Schema(description = "0 = the file itself, else a component unpacked from it", example = "0")
            int part,

            @Schema(description = "Pages of the batch, or of the stack it is one side of, from 1", example = "[1, 2]")
            List<Integer> pages) {}
}
