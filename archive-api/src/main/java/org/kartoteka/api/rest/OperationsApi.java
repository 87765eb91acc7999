package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.SignInLinks;
import org.kartoteka.api.answer.StatusAnswer;
import org.kartoteka.api.answer.StatusAnswers;
import org.kartoteka.archive.search.ReindexJob;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What whoever runs the service asks of it. */
@Tag(name = "Operations", description = "How the service stands, and what keeps it well")
@RestController
final class OperationsApi {
    private final StatusAnswers status;
    private final ReindexJob reindex;
    private final SignInLinks links;
    private final ApiSettings settings;
    private final Today today;

    OperationsApi(StatusAnswers status, ReindexJob reindex, SignInLinks links, ApiSettings settings, Today today) {
        this.status = status;
        this.reindex = reindex;
        this.links = links;
        this.settings = settings;
        this.today = today;
    }

    @Operation(summary = "Read the status", description = "What waits, since when, what is indexed, and the versions.")
    @GetMapping("/api/v1/status")
    StatusAnswer status() {
        return status.answer(settings.version(), today.day(), today.zone());
    }

    @Operation(
            summary = "Rebuild the search index",
            description =
                    "Beside the old one, from the archive; no page is read again, and searches go on. One rebuild at a"
                            + " time, on whichever node.")
    @ApiResponse(responseCode = "202", description = "It runs; ask `GET /api/v1/reindex` how far it is")
    @ApiResponse(responseCode = "409", description = "Another rebuild runs, here or on another node; it goes on")
    @ApiResponse(responseCode = "503", description = "The search engine cannot begin one now; the index stays")
    @PostMapping("/api/v1/reindex")
    ResponseEntity<ReindexAnswer> reindex() {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/reindex"))
                .body(ReindexAnswer.of(reindex.start()));
    }

    @Operation(
            summary = "Read how far the rebuild is",
            description = "Whoever began it: the service itself, somebody else, or another node.")
    @GetMapping("/api/v1/reindex")
    ReindexAnswer reindexProgress() {
        return ReindexAnswer.of(reindex.progress());
    }

    @Operation(
            summary = "Make a sign-in link",
            description =
                    "A link that signs one person in, once. Only for programs with the API token: somebody who is signed"
                            + " in by a link cannot make further ones.")
    @ApiResponse(responseCode = "201", description = "The link; a secret until it was used")
    @PostMapping("/api/v1/sign-in-links")
    ResponseEntity<LinkAnswer> link() {
        SignInLinks.SignInLink link = links.issue();
        return ResponseEntity.status(201).body(new LinkAnswer(link.path(), link.expiresAt()));
    }

    /** A sign-in link. */
    @Schema(name = "SignInLink")
    record LinkAnswer(
            @Schema(description = "To be put behind the service's address", example = "/sign-in?token=…")
            String path,

            Instant expiresAt) {}
}
