package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.IntakeAnswer;
import org.kartoteka.api.answer.IntakeAnswers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The receipt of a day. */
@Tag(name = "Intake", description = "What came in, and what became of it")
@RestController
final class IntakeApi {
    private final IntakeAnswers intake;
    private final Today today;

    IntakeApi(IntakeAnswers intake, Today today) {
        this.intake = intake;
        this.today = today;
    }

    @Operation(
            summary = "Balance a day",
            description =
                    "Per folder, seen = archived + duplicate + quarantined + waiting. Names every file that waits or was"
                            + " refused, and why.")
    @GetMapping("/api/v1/intake/balance")
    IntakeAnswer balance(
            @Parameter(description = "ISO date; today where none is given", example = "2026-11-22")
                    @RequestParam(name = "day", defaultValue = "")
                    String day,
            Locale locale) {
        return intake.answer(Asked.day("day", day).orElseGet(today::day), today.zone(), locale);
    }
}
