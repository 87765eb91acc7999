package org.kartoteka.api.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileEntry;

/** A case file in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A case file in a list")
public record CaseFileSummary(
        @Schema(example = "L-2001-004512") String reference,

        @Schema(allowableValues = {"open", "closed"}) String state,

        @Schema(example = "Invoice of March") String title,
        List<String> customers,
        List<String> contracts,
        @Schema(example = "anna") @Nullable String assignee,
        @Schema(example = "2026-12-01") @Nullable String due,
        boolean overdue,
        Instant openedAt,
        Instant changedAt,
        int documentCount,
        int noteCount,

        @Schema(description = "Documents that came after it was closed")
        int filedSinceClosing,

        @Schema(description = "Number of the last event of its chain")
        long version) {

    public static CaseFileSummary of(CaseFileEntry entry, LocalDate today) {
        CaseFile.Standing standing = entry.standing();
        return new CaseFileSummary(
                entry.reference().value(),
                standing.state().text(),
                entry.description().title(),
                entry.description().customers(),
                entry.description().contracts(),
                standing.assignee().orElse(null),
                standing.due().map(LocalDate::toString).orElse(null),
                entry.isOverdue(today),
                entry.openedAt(),
                entry.changedAt(),
                entry.documents(),
                entry.notes(),
                entry.filedSinceClosing(),
                entry.sequence());
    }

    public boolean isOpen() {
        return state.equals("open");
    }
}
