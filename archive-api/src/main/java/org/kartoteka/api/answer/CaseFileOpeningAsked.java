package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.casefile.CaseFileChanges;
import org.kartoteka.archive.identity.CaseReference;

/** A case file to open. */
@Schema(name = "CaseFileOpening", description = "A case file to open; everything may be left out")
public record CaseFileOpeningAsked(
        @Schema(description = "As it is printed on paper; left out, a new one is issued", example = "L-2001-004512")
        @Nullable
        String reference,

        @Schema(example = "Invoice of March") @Nullable String title,
        @Nullable List<String> customers,
        @Nullable List<String> contracts,
        @Schema(example = "anna") @Nullable String assignee,
        @Schema(example = "2026-12-01") @Nullable String due) {

    /**
     * The same in the archive's words.
     *
     * @param request tells it from any other command, so that it can be repeated; empty = it is not
     * @throws BadRequest the reference or the date is none
     */
    public CaseFileChanges.Opening opening(String request) {
        CaseFileAsked said = new CaseFileAsked(null, title, customers, contracts, assignee, due);
        return new CaseFileChanges.Opening(
                Optional.ofNullable(reference).filter(text -> !text.isBlank()).map(CaseFileOpeningAsked::parse),
                request,
                said.change());
    }

    private static CaseReference parse(String text) {
        try {
            return CaseReference.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("A reference has 3 to 64 letters A to Z, digits and dashes.");
        }
    }
}
