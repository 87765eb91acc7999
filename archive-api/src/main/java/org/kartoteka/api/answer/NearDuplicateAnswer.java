package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A document that seems to be the same sheets, scanned again. */
@Schema(
        name = "NearDuplicate",
        description = "A document that seems to be the same sheets, scanned or faxed again. A hint: nothing is merged")
public record NearDuplicateAnswer(
        @Schema(example = "20261122-130501123-0a1b2c3d4e-0001")
        String document,

        @Schema(description = "Name of its file as it came, any character", example = "fax-0117.tif")
        String fileName,

        Instant receivedAt,

        @Schema(description = "Whether it came before the document asked for")
        boolean earlier,

        @Schema(
                description =
                        "What agrees: the text and how it stands on the paper; the text alone; the look of pages with"
                                + " hardly any text",
                allowableValues = {"text-and-look", "text", "look"},
                example = "text-and-look")
        String likeness,

        @Schema(
                description = "Share of the words that agree, or of the image where there are hardly any; 0 to 1",
                example = "0.98")
        double share,

        @Schema(example = "/api/v1/documents/20261122-130501123-0a1b2c3d4e-0001")
        String link) {}
