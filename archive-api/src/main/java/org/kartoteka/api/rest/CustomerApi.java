package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.CaseHintAnswer;
import org.kartoteka.api.answer.CaseHintAnswers;
import org.kartoteka.api.answer.CustomerAnswer;
import org.kartoteka.api.answer.CustomerAnswers;
import org.kartoteka.api.answer.DocumentAnswers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything about one customer, and what a document has to do with it. */
@Tag(name = "Customers", description = "By the number that stands on documents")
@RestController
@RequestMapping("/api/v1")
final class CustomerApi {
    private static final int DOCUMENTS_MAX = 200;

    private final CustomerAnswers customers;
    private final CaseHintAnswers hints;
    private final DocumentAnswers documents;

    CustomerApi(CustomerAnswers customers, CaseHintAnswers hints, DocumentAnswers documents) {
        this.customers = customers;
        this.hints = hints;
        this.documents = documents;
    }

    @Operation(
            summary = "Read a customer",
            description =
                    "Documents that bear the number, in a case file or not, case files, names, phones and contracts. The"
                            + " search index finds the documents; that they bear the number, what persons set and where they are filed"
                            + " is read from the archive. Of more than 500 documents some may be missing: then `complete` is false.")
    @GetMapping("/customers")
    CustomerAnswer customer(
            @Parameter(description = "Whatever its spacing and dashes", example = "10033417")
                    @RequestParam(name = "number", defaultValue = "")
                    String number,
            @Parameter(description = "Of the first document wanted") @RequestParam(name = "offset", defaultValue = "0")
                    int offset,
            @Parameter(description = "1 to 200") @RequestParam(name = "limit", defaultValue = "100") int limit) {
        Asked.within("offset", offset, 0, Integer.MAX_VALUE);
        Asked.within("limit", limit, 1, DOCUMENTS_MAX);
        return customers.answer(number, offset, limit);
    }

    @Operation(
            summary = "Find case files a document may belong in",
            description =
                    "The open ones that have its contract or customer number, but those in which it is filed. Hints, for a"
                            + " person to decide.")
    @GetMapping("/documents/{document}/case-file-candidates")
    List<CaseHintAnswer> candidates(@PathVariable("document") String document) {
        return hints.of(documents.find(Asked.document(document)));
    }
}
