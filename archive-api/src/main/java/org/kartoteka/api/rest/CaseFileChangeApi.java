package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.api.answer.CaseFileAsked;
import org.kartoteka.api.answer.CaseFileOpeningAsked;
import org.kartoteka.api.answer.NoteAsked;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChanges;
import org.kartoteka.archive.identity.CaseReference;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens case files, and takes what persons change of them. */
@Tag(name = "Case files")
@RestController
@RequestMapping("/api/v1/case-files")
final class CaseFileChangeApi {
    private static final int DOCUMENTS_SHOWN = 100;
    private static final int KEY_LENGTH_MAX = 200;

    private final CaseFileChanges changes;
    private final CaseFileAnswers answers;

    CaseFileChangeApi(CaseFileChanges changes, CaseFileAnswers answers) {
        this.changes = changes;
        this.answers = answers;
    }

    @Operation(
            summary = "Open a case file",
            description = "Under the next free reference of the configured pattern, or under one that is given. With"
                    + " `Idempotency-Key` the same command may be sent again: it opens no second one, unless another node is asked"
                    + " within seconds.")
    @ApiResponse(
            responseCode = "201",
            description = "The case file",
            headers = {
                @Header(name = "Location", description = "Where it is", schema = @Schema(type = "string")),
                @Header(name = "ETag", description = "Of its state", schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "400", description = "A value cannot be what it is said to be; `part` names it")
    @ApiResponse(responseCode = "409", description = "There is one of the given reference already")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CaseFileAnswer> open(
            @Parameter(description = "Any text that tells this command from others")
                    @RequestHeader(name = "Idempotency-Key", defaultValue = "")
                    String key,
            @RequestBody CaseFileOpeningAsked asked) {
        if (key.length() > KEY_LENGTH_MAX) {
            throw new BadRequest("Idempotency-Key must have at most 200 characters.");
        }
        CaseFile file = changes.open(asked.opening(key), Callers.currentActor());
        CaseFileAnswer answer = answers.answer(file, 0, DOCUMENTS_SHOWN);
        return ResponseEntity.created(URI.create("/api/v1/case-files/" + answer.reference()))
                .eTag(CaseFileApi.etag(answer))
                .body(answer);
    }

    @Operation(
            summary = "Change a case file",
            description =
                    "State, title, numbers, assignee and due date; what is left out stays. All of it is one record of the"
                            + " chain, with an event for each thing that differs. A closed case file still takes documents.")
    @ApiResponse(
            responseCode = "200",
            description = "The case file as it is now",
            headers = @Header(name = "ETag", description = "Of the new state", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "400", description = "A value cannot be what it is said to be; `part` names it")
    @ApiResponse(
            responseCode = "412",
            description = "Somebody else changed it: `changes` says in sentences what, the ETag is of the state now")
    @ApiResponse(responseCode = "428", description = "`If-Match` is missing")
    @PostMapping(
            path = "/{reference}/changes",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CaseFileAnswer> change(
            @PathVariable("reference") String reference,
            @Parameter(description = "ETag of the case file as you read it", example = "\"v1\"")
                    @RequestHeader(name = "If-Match", defaultValue = "")
                    String ifMatch,
            @RequestBody CaseFileAsked asked) {
        CaseReference id = answers.find(Asked.caseFile(reference)).reference();
        CaseFile file = changes.change(id, IfMatch.sequence(ifMatch), asked.change(), Callers.currentActor());
        return ok(file);
    }

    @Operation(
            summary = "Write a note",
            description =
                    "Appended behind whatever others did meanwhile. With `If-Match`, the same text sent again by the"
                            + " same caller is the note that is there.")
    @ApiResponse(responseCode = "200", description = "The case file as it is now")
    @ApiResponse(responseCode = "400", description = "It is empty or too long")
    @PostMapping(
            path = "/{reference}/notes",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CaseFileAnswer> note(
            @PathVariable("reference") String reference,
            @Parameter(description = "ETag of the case file as you read it; may be left out")
                    @RequestHeader(name = "If-Match", defaultValue = "")
                    String ifMatch,
            @RequestBody NoteAsked asked) {
        CaseFile now = answers.find(Asked.caseFile(reference));
        long seen = ifMatch.isBlank() ? now.sequence() : IfMatch.sequence(ifMatch);
        return ok(changes.note(now.reference(), seen, asked.note(), Callers.currentActor()));
    }

    private ResponseEntity<CaseFileAnswer> ok(CaseFile file) {
        CaseFileAnswer answer = answers.answer(file, 0, DOCUMENTS_SHOWN);
        return ResponseEntity.ok().eTag(CaseFileApi.etag(answer)).body(answer);
    }
}
