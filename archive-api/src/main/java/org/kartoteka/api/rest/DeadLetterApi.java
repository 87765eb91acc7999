package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.kartoteka.archive.work.DeadLetters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Work whose hint failed so often that the broker set it aside. */
@Tag(name = "Operations")
@RestController
final class DeadLetterApi {
    private static final int LISTED_MAX = 1_000;

    private final DeadLetters deadLetters;

    DeadLetterApi(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Operation(
            summary = "List dead letters",
            description = "Work that failed again and again and is not offered to workers any more; the oldest 1000."
                    + " Always empty in a standalone archive.")
    @GetMapping("/api/v1/dead-letters")
    DeadLetterList list() {
        return new DeadLetterList(deadLetters.list(LISTED_MAX).stream()
                .map(letter -> new Letter(letter.kind().text(), letter.id()))
                .toList());
    }

    @Operation(summary = "Offer dead letters again", description = "All of them. What is done meanwhile is found done.")
    @PostMapping("/api/v1/dead-letters/retry")
    Retried retry() {
        return new Retried(deadLetters.retry());
    }

    /** What was set aside. */
    @Schema(name = "DeadLetters")
    record DeadLetterList(List<Letter> items) {}

    /** One hint. */
    @Schema(name = "DeadLetter")
    record Letter(
            @Schema(description = "What was to be done: `read` or `index`", example = "read")
            String kind,

            @Schema(description = "Of the batch or document", example = "20261122-101530123-00000000aa")
            String id) {}

    /** What came of it. */
    @Schema(name = "DeadLettersRetried")
    record Retried(
            @Schema(description = "How many were offered again", example = "3")
            int offered) {}
}
