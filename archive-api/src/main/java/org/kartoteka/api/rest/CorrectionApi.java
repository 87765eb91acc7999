package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.CorrectionAsked;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.identity.DocumentId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes what persons say of documents. */
@Tag(name = "Documents")
@RestController
@RequestMapping("/api/v1/documents/{document}/corrections")
final class CorrectionApi {
    private final DocumentAnswers documents;
    private final DocumentCorrections corrections;
    private final ApiSettings.Vocabulary vocabulary;

    CorrectionApi(DocumentAnswers documents, DocumentCorrections corrections, ApiSettings.Vocabulary vocabulary) {
        this.documents = documents;
        this.corrections = corrections;
        this.vocabulary = vocabulary;
    }

    @Operation(
            summary = "Correct or confirm a document",
            description =
                    "Sets type, languages and fields; what is left out stays. A type that is what was found confirms it. An empty"
                            + " list of values says that the document has none. It is an event of the document's chain, holds"
                            + " above any reading, and what the machine had found stays in the history. A changed"
                            + " `caseReference` moves the document to that case file. Types teach the classifier.")
    @ApiResponse(
            responseCode = "200",
            description = "The document as it is now",
            headers = @Header(name = "ETag", description = "Of the new state", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "400", description = "A value cannot be what it is said to be; `part` names it")
    @ApiResponse(
            responseCode = "412",
            description = "Somebody else changed it: `changes` has the events since, the ETag is of the state now")
    @ApiResponse(responseCode = "428", description = "`If-Match` is missing")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DocumentAnswer> correct(
            @PathVariable("document") String document,
            @Parameter(description = "ETag of the document as you read it", example = "\"v1\"")
                    @RequestHeader(name = "If-Match", defaultValue = "")
                    String ifMatch,
            @RequestBody CorrectionAsked asked) {
        DocumentId id = documents.find(Asked.document(document)).document().id();
        corrections.correct(id, IfMatch.sequence(ifMatch), asked.correction(vocabulary), Callers.currentActor());
        DocumentAnswer answer = documents.answer(documents.find(id));
        return ResponseEntity.ok().eTag(DocumentApi.etag(answer)).body(answer);
    }

    @Operation(
            summary = "Take back the last correction",
            description =
                    "What held before it holds again, and the document waits for review again where it did before. An event"
                            + " of its own: the correction stays in the history.")
    @ApiResponse(
            responseCode = "200",
            description = "The document as it is now",
            headers = @Header(name = "ETag", description = "Of the new state", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "409", description = "No correction is in force")
    @ApiResponse(
            responseCode = "412",
            description = "Somebody else changed it: `changes` has the events since, the ETag is of the state now")
    @ApiResponse(responseCode = "428", description = "`If-Match` is missing")
    @PostMapping(path = "/withdrawal", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DocumentAnswer> withdraw(
            @PathVariable("document") String document,
            @Parameter(description = "ETag of the document as you read it", example = "\"v2\"")
                    @RequestHeader(name = "If-Match", defaultValue = "")
                    String ifMatch) {
        Document found = documents.find(Asked.document(document)).document();
        long seen = IfMatch.sequence(ifMatch);
        if (found.sequence() == seen && found.corrected().fields().isEmpty()) {
            throw new NotNow("No correction is in force, so none can be taken back.");
        }
        corrections.withdraw(found.id(), seen, Callers.currentActor());
        DocumentAnswer answer = documents.answer(documents.find(found.id()));
        return ResponseEntity.ok().eTag(DocumentApi.etag(answer)).body(answer);
    }
}
