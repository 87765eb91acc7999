package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.CaseFileAnswer;
import org.kartoteka.api.answer.CaseFileAnswers;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.identity.CaseReference;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Case files. */
@Tag(name = "Case files", description = "The documents of one matter, by its reference")
@RestController
@RequestMapping("/api/v1/case-files")
final class CaseFileApi {
    private static final int LISTED_MAX = 500;
    private static final int DOCUMENTS_MAX = 200;

    private final CaseFiles caseFiles;
    private final CaseFileAnswers answers;

    CaseFileApi(CaseFiles caseFiles, CaseFileAnswers answers) {
        this.caseFiles = caseFiles;
        this.answers = answers;
    }

    @Operation(summary = "List case files", description = "Their references, ascending.")
    @GetMapping
    PageOf<String> list(
            @Parameter(description = "`next` of the part before") @RequestParam(name = "after", defaultValue = "")
                    String after,
            @Parameter(description = "1 to 500") @RequestParam(name = "limit", defaultValue = "100") int limit) {
        Asked.within("limit", limit, 1, LISTED_MAX);
        Optional<CaseReference> from = after.isEmpty() ? Optional.empty() : Optional.of(Asked.caseFile(after));
        List<CaseReference> found = caseFiles.list(from, limit);
        return new PageOf<>(
                found.stream().map(CaseReference::value).toList(),
                found.size() == limit ? found.getLast().value() : null);
    }

    @Operation(summary = "Read a case file", description = "Its documents in the order in which they were filed.")
    @GetMapping("/{reference}")
    ResponseEntity<CaseFileAnswer> read(
            @Parameter(example = "L-2001-004512") @PathVariable("reference") String reference,
            @Parameter(description = "Of the first document wanted") @RequestParam(name = "offset", defaultValue = "0")
                    int offset,
            @Parameter(description = "1 to 200") @RequestParam(name = "limit", defaultValue = "100") int limit) {
        Asked.within("offset", offset, 0, Integer.MAX_VALUE);
        Asked.within("limit", limit, 1, DOCUMENTS_MAX);
        CaseFileAnswer answer = answers.answer(Asked.caseFile(reference), offset, limit);
        return ResponseEntity.ok(answer);
    }
}
