package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;

/** An open case file in which a document may belong. */
@Schema(name = "CaseFileCandidate", description = "An open case file in which a document may belong")
public record CaseHintAnswer(
        @Schema(example = "L-2001-004512") String reference,
        @Schema(description = "Empty where it has none") String title,

        @Schema(
                description = "What both have",
                allowableValues = {"contract", "customer"})
        String by,

        @Schema(description = "The number that both have", example = "10033417")
        String number) {}
