package org.kartoteka.api.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileChange;
import org.kartoteka.archive.casefile.CaseFileChange.To;

/** What a person says of a case file. */
@Schema(name = "CaseFileChange", description = "What a person says of a case file; what is left out stays as it is")
public record CaseFileAsked(
        @Schema(allowableValues = {"open", "closed"}) @Nullable
        String state,

        @Schema(description = "One line, up to 200 characters", example = "Invoice of March") @Nullable
        String title,

        @Schema(description = "Numbers of the customers whose matter it is; an empty list takes them away") @Nullable
        List<String> customers,

        @Schema(description = "Numbers of the contracts it is about; an empty list takes them away") @Nullable
        List<String> contracts,

        @Schema(description = "Id of a user; empty = nobody", example = "anna") @Nullable
        String assignee,

        @Schema(description = "ISO date; empty = none", example = "2026-12-01") @Nullable
        String due) {

    /**
     * The same in the archive's words.
     *
     * @throws BadRequest the state or the date is none
     * @throws org.kartoteka.archive.casefile.InvalidCaseFile something else cannot be
     */
    public CaseFileChange change() {
        return new CaseFileChange(
                Optional.ofNullable(state).map(Asked::caseState),
                Optional.ofNullable(assignee).map(user -> new To<>(notBlank(user))),
                Optional.ofNullable(due).map(day -> new To<>(notBlank(day).map(CaseFileAsked::day))),
                Optional.ofNullable(title),
                Optional.ofNullable(customers),
                Optional.ofNullable(contracts));
    }

    private static Optional<String> notBlank(String text) {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1000 || day.getYear() > 9999) {
                throw new BadRequest("The due date must be of a year with four digits.");
            }
            return day;
        } catch (DateTimeException e) {
            throw new BadRequest("The due date must be a date such as 2026-12-01.");
        }
    }

    /** A change of the state alone. */
    public static CaseFileAsked in(CaseFile.State state) {
        return new CaseFileAsked(state.text(), null, null, null, null, null);
    }
}
