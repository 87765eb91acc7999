package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a document, as it was read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A page of a document, as it was read")
public record PageAnswer(
        @Schema(description = "Page of the document, from 1", example = "1")
        int number,

        @Schema(description = "Page of the batch, from 1", example = "3")
        int batchPage,

        @Schema(
                allowableValues = {"recognised", "text-layer", "blank", "failed"},
                example = "recognised")
        String method,

        @Schema(description = "ISO 639-1, `und` where there is no text", example = "lv")
        String language,

        @Schema(description = "By which it was turned clockwise to stand upright", example = "0")
        int rotationDegrees,

        boolean blank,

        @Schema(description = "The page only separates documents")
        boolean separator,

        @Schema(description = "Of the page image, in pixels", example = "1654")
        int width,

        @Schema(example = "2339") int height,

        @Schema(description = "Mean of the words, 0 to 1", example = "0.94")
        double confidence,

        String text,
        List<Word> words,
        List<String> barcodes,

        @Schema(description = "Boxes to tick of a form, by rows from the left")
        List<TickBox> tickBoxes,

        @Schema(description = "What was written by hand or stamped on the page, from the top")
        List<Overlay> overlays,

        boolean hasImage,

        @Schema(description = "Why it could not be read") @Nullable
        ReasonAnswer failure,

        ProvenanceAnswer provenance) {

    /** A box to tick. */
    @Schema(name = "PageTickBox", description = "A box to tick, and its place on the page image, in pixels")
    public record TickBox(
            @Schema(description = "The words behind it", example = "pa pastu")
            String label,

            boolean ticked,
            int x,
            int y,
            int width,
            int height) {}

    /** Something that is no print. */
    @Schema(
            name = "PageOverlay",
            description = "Something written by hand or stamped, and its place on the page image, in pixels")
    public record Overlay(
            @Schema(
                    allowableValues = {"handwriting", "stamp"},
                    example = "handwriting")
            String kind,

            @Schema(
                    description =
                            "What was read there with little trust: no part of the page's text; empty where nothing was read",
                    example = "zvanīt pēc 17.00")
            String doubtfulText,

            List<Word> words,
            int x,
            int y,
            int width,
            int height) {}

    /** A word and its box. */
    @Schema(name = "PageWord", description = "A word and its box on the page image, in pixels")
    public record Word(
            @Schema(example = "Rīgā") String text,
            int x,
            int y,
            int width,
            int height,

            @Schema(description = "Number of its line, from 1", example = "4")
            int line,

            @Schema(description = "0 to 1", example = "0.96")
            double confidence) {}
}
