package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.access.Desk;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.api.answer.ReviewAnswers;
import org.kartoteka.api.answer.ReviewAsked;
import org.kartoteka.api.answer.ReviewItemAnswer;
import org.kartoteka.api.answer.ReviewQueueAnswer;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.review.ReviewClaim;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.review.ReviewClaims;
import org.kartoteka.archive.review.ReviewQueue;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a person. A decision is a correction of the document; this only shows and hands out. */
@Tag(name = "Review", description = "What the machine was unsure of and waits for a person")
@RestController
@RequestMapping("/api/v1/review")
final class ReviewApi {
    private static final String DESK =
            "Tells apart those who work under one name: up to 64 letters, digits and dashes; by"
                    + " itself, a session is a desk of its own";

    private final ReviewAnswers review;
    private final DocumentAnswers documents;

    ReviewApi(ReviewAnswers review, DocumentAnswers documents) {
        this.review = review;
        this.documents = documents;
    }

    @Operation(
            summary = "List what waits for review",
            description =
                    "Oldest first, each item as its events have it now. A filter given several times means any of its"
                            + " values.")
    @GetMapping
    ReviewQueueAnswer list(
            @Parameter(description = "Why it waits", example = "type-unsure")
                    @RequestParam(name = "reason", defaultValue = "")
                    List<String> reasons,
            @Parameter(example = "complaint") @RequestParam(name = "type", defaultValue = "") List<String> types,
            @Parameter(example = "lv") @RequestParam(name = "language", defaultValue = "") List<String> languages,
            @Parameter(example = "fax") @RequestParam(name = "channel", defaultValue = "") List<String> channels,
            @Parameter(description = "`next` of the part before, 0 to 10000")
                    @RequestParam(name = "offset", defaultValue = "0")
                    int offset,
            @Parameter(description = "1 to 50") @RequestParam(name = "limit", defaultValue = "25") int limit) {
        Asked.within("offset", offset, 0, org.kartoteka.archive.search.SearchQuery.OFFSET_MAX);
        Asked.within("limit", limit, 1, ReviewQueue.LISTED_MAX);
        return review.list(new ReviewAsked(reasons, types, languages, channels), offset, limit, Optional.empty());
    }

    @Operation(
            summary = "Take the next item",
            description =
                    "Claims the oldest item that nobody else has. A claim ends by itself after ten minutes; renew it with"
                            + " PUT, give it back with DELETE. Decide with a correction of the document, which needs the ETag.")
    @ApiResponse(
            responseCode = "200",
            description = "The item, claimed",
            headers = @Header(name = "ETag", description = "Of the document", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "204", description = "Nothing waits that could be handed out")
    @PostMapping("/next")
    ResponseEntity<ReviewItemAnswer> next(
            @RequestParam(name = "reason", defaultValue = "") List<String> reasons,
            @RequestParam(name = "type", defaultValue = "") List<String> types,
            @RequestParam(name = "language", defaultValue = "") List<String> languages,
            @RequestParam(name = "channel", defaultValue = "") List<String> channels,
            @Parameter(description = "A document that is left where it is: what is behind it comes first")
                    @RequestParam(name = "behind", defaultValue = "")
                    String behind,
            @Parameter(description = DESK) @RequestParam(name = "desk", defaultValue = "") String desk,
            HttpServletRequest request) {
        Claimant by = claimant(desk, request);
        Optional<DocumentId> left = behind.isEmpty() ? Optional.empty() : Optional.of(Asked.document(behind));
        Optional<ReviewItemAnswer> item = review.next(new ReviewAsked(reasons, types, languages, channels), by, left);
        left.ifPresent(document -> review.giveBack(document, by));
        return item.map(found -> ResponseEntity.ok().eTag("v" + found.version()).body(found))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @Operation(
            summary = "Claim an item, or renew the claim",
            description =
                    "Others are shown who has it and until when. It prevents nothing: a correction is taken by its ETag.")
    @ApiResponse(responseCode = "200", description = "It is yours until then")
    @ApiResponse(responseCode = "409", description = "Somebody else has it: `by` and `until`")
    @PutMapping("/{document}/claim")
    ReviewItemAnswer.Claim claim(
            @PathVariable("document") String document,
            @Parameter(description = DESK) @RequestParam(name = "desk", defaultValue = "") String desk,
            HttpServletRequest request) {
        DocumentId id = documents.find(Asked.document(document)).document().id();
        return switch (review.claim(id, claimant(desk, request))) {
            case ReviewClaims.Claimed(ReviewClaim mine) -> ReviewItemAnswer.Claim.of(mine);
            case ReviewClaims.Taken(ReviewClaim other) -> throw new ClaimedByOther(other);
        };
    }

    @Operation(summary = "Give a claim back", description = "Does nothing where it is somebody else's, or nobody's.")
    @ApiResponse(responseCode = "204", description = "It is not yours any more")
    @DeleteMapping("/{document}/claim")
    ResponseEntity<Void> giveBack(
            @PathVariable("document") String document,
            @Parameter(description = DESK) @RequestParam(name = "desk", defaultValue = "") String desk,
            HttpServletRequest request) {
        review.giveBack(Asked.document(document), claimant(desk, request));
        return ResponseEntity.noContent().build();
    }

    private static Claimant claimant(String desk, HttpServletRequest request) {
        try {
            return new Claimant(Callers.currentActor(), desk.isEmpty() ? Desk.of(request) : desk);
        } catch (IllegalArgumentException _) {
            throw new BadRequest("Parameter desk must be up to 64 letters, digits and dashes.");
        }
    }
}
