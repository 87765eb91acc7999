package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BatchAnswer;
import org.kartoteka.api.answer.BatchAnswers;
import org.kartoteka.api.answer.DayOfBatches;
import org.kartoteka.api.answer.EventAnswer;
import org.kartoteka.api.answer.NotThere;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came in: batches, their originals and their history. */
@Tag(name = "Batches", description = "What came in: one batch per file, its original and its history")
@RestController
@RequestMapping("/api/v1/batches")
final class BatchApi {
    private static final int LISTED_MAX = 500;

    private final Archive archive;
    private final BatchAnswers batches;
    private final Downloads downloads;
    private final Today today;

    BatchApi(Archive archive, BatchAnswers batches, Downloads downloads, Today today) {
        this.archive = archive;
        this.batches = batches;
        this.downloads = downloads;
        this.today = today;
    }

    @Operation(summary = "List the batches of a day", description = "In the order in which they arrived.")
    @GetMapping
    PageOf<BatchAnswer> list(
            @Parameter(description = "ISO date; today where none is given", example = "2026-11-22")
                    @RequestParam(name = "day", defaultValue = "")
                    String day,
            @Parameter(description = "`next` of the part before") @RequestParam(name = "after", defaultValue = "")
                    String after,
            @Parameter(description = "1 to 500") @RequestParam(name = "limit", defaultValue = "100") int limit,
            Locale locale) {
        LocalDate asked = Asked.day("day", day).orElseGet(today::day);
        ZoneId zone = today.zone();
        Asked.within("limit", limit, 1, LISTED_MAX);
        Optional<BatchId> from = after.isEmpty() ? Optional.empty() : Optional.of(Asked.batch(after));
        List<BatchId> ids = new DayOfBatches(archive.batches()).list(asked, zone, from, limit);
        return new PageOf<>(
                ids.stream().map(id -> batches.answer(id, locale)).toList(),
                ids.size() == limit ? ids.getLast().value() : null);
    }

    @Operation(summary = "Read a batch", description = "Its state, and why it was set aside where it was.")
    @GetMapping("/{batch}")
    ResponseEntity<BatchAnswer> read(@PathVariable("batch") String batch, Locale locale) {
        BatchAnswer answer = batches.answer(Asked.batch(batch), locale);
        return ResponseEntity.ok()
                .eTag("v%d-%s".formatted(answer.version(), locale.getLanguage()))
                .body(answer);
    }

    @Operation(
            summary = "Download the original",
            description = "The bytes as received. Takes one `Range`; the ETag is their SHA-256.")
    @ApiResponse(responseCode = "200", description = "All bytes")
    @ApiResponse(responseCode = "206", description = "The range asked for")
    @ApiResponse(responseCode = "416", description = "The range begins behind the end")
    @GetMapping(path = "/{batch}/original", produces = "application/octet-stream")
    void original(@PathVariable("batch") String batch, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Batch found = batches.find(Asked.batch(batch));
        Digest digest = found.original()
                .orElseThrow(() -> new NotThere("The batch was refused at the door; its bytes were not kept."));
        ObjectKey key = Originals.key(digest);
        long size = archive.store()
                .size(key)
                .orElseThrow(() ->
                        new NotThere("The original is missing from the store. The administrator must run verify."));
        String name = archive.batches().arrival(found.id()).fileName();
        downloads.save(new RenditionRef(key, digest, size, "application/octet-stream"), name, request, response);
    }

    @Operation(summary = "Read the history of a batch", description = "Its chain of events, oldest first.")
    @GetMapping("/{batch}/events")
    List<EventAnswer> events(@PathVariable("batch") String batch) {
        BatchId id = batches.find(Asked.batch(batch)).id();
        return archive.events().read(new ChainId(ChainId.Kind.BATCH, id.value())).stream()
                .map(EventAnswer::of)
                .toList();
    }

    @Operation(
            summary = "Give a quarantined batch another try",
            description =
                    "The batch waits again and will be read. Only a quarantined batch whose bytes were kept can be retried.")
    @ApiResponse(responseCode = "200", description = "It waits to be read")
    @ApiResponse(responseCode = "409", description = "It is not quarantined, or its bytes were not kept")
    @PostMapping("/{batch}/retry")
    BatchAnswer retry(@PathVariable("batch") String batch, Locale locale) {
        Batch found = batches.find(Asked.batch(batch));
        if (found.state() != Batch.State.QUARANTINED) {
            throw new NotNow("Only a quarantined batch can be tried again.");
        }
        if (found.original().isEmpty()) {
            throw new NotNow("It was refused at the door and its bytes were not kept. Drop the file again.");
        }
        return batches.answer(archive.batches().retry(found.id(), Callers.currentActor()), locale);
    }
}
