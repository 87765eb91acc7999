package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.archive.document.DocumentFiling;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files documents in case files by hand, and takes them out. */
@Tag(name = "Documents")
@RestController
@RequestMapping("/api/v1/documents/{document}/case-files/{reference}")
final class FilingApi {
    private final DocumentAnswers documents;
    private final DocumentFiling filing;

    FilingApi(DocumentAnswers documents, DocumentFiling filing) {
        this.documents = documents;
        this.filing = filing;
    }

    @Operation(
            summary = "File a document in a case file",
            description =
                    "In one that exists, open or closed. With `from` it is taken out of that one by the same event record."
                            + " Where it is filed there already, nothing happens.")
    @ApiResponse(responseCode = "200", description = "The document as it is now")
    @ApiResponse(responseCode = "404", description = "There is no such document, or no such case file")
    @ApiResponse(
            responseCode = "412",
            description = "Somebody else changed the document: `changes` has the events since")
    @ApiResponse(responseCode = "428", description = "`If-Match` is missing")
    @PutMapping
    ResponseEntity<DocumentAnswer> file(
            @PathVariable("document") String document,
            @Parameter(example = "L-2001-004512") @PathVariable("reference") String reference,
            @Parameter(description = "Case file to take it out of") @RequestParam(name = "from", defaultValue = "")
                    String from,
            @Parameter(description = "ETag of the document as you read it", example = "\"v1\"")
                    @RequestHeader(name = "If-Match", defaultValue = "")
                    String ifMatch) {
        DocumentId id = id(document);
        CaseReference to = Asked.caseFile(reference);
        long seen = IfMatch.sequence(ifMatch);
        if (from.isBlank()) {
            filing.file(id, seen, to, Callers.currentActor());
        } else {
            filing.move(id, seen, new DocumentFiling.Move(Asked.caseFile(from), to), Callers.currentActor());
        }
        return ok(id);
    }

    @Operation(
            summary = "Take a document out of a case file",
            description = "Both chains keep that it was there. Where it is not filed there, nothing happens.")
    @ApiResponse(responseCode = "200", description = "The document as it is now")
    @ApiResponse(responseCode = "404", description = "There is no such document")
    @ApiResponse(
            responseCode = "412",
            description = "Somebody else changed the document: `changes` has the events since")
    @ApiResponse(responseCode = "428", description = "`If-Match` is missing")
    @DeleteMapping
    ResponseEntity<DocumentAnswer> takeOut(
            @PathVariable("document") String document,
            @PathVariable("reference") String reference,
            @Parameter(description = "ETag of the document as you read it", example = "\"v1\"")
                    @RequestHeader(name = "If-Match", defaultValue = "")
                    String ifMatch) {
        DocumentId id = id(document);
        filing.takeOut(id, IfMatch.sequence(ifMatch), Asked.caseFile(reference), Callers.currentActor());
        return ok(id);
    }

    private DocumentId id(String document) {
        return documents.find(Asked.document(document)).document().id();
    }

    private ResponseEntity<DocumentAnswer> ok(DocumentId id) {
        DocumentAnswer answer = documents.answer(documents.find(id));
        return ResponseEntity.ok().eTag(DocumentApi.etag(answer)).body(answer);
    }
}
