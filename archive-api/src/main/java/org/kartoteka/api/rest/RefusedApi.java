package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.RefusedAnswer;
import org.kartoteka.api.answer.RefusedAnswers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was set aside, over several days. */
@Tag(name = "Review")
@RestController
final class RefusedApi {
    private final RefusedAnswers refused;
    private final Today today;

    RefusedApi(RefusedAnswers refused, Today today) {
        this.refused = refused;
        this.today = today;
    }

    @Operation(
            summary = "List refused files",
            description =
                    "Batches that were set aside and still are, newest first, with the reason in the language asked for."
                            + " Looks back seven days, or fewer where much came in: `from` says how far. Ask again with the day"
                            + " before `from`.")
    @GetMapping("/api/v1/review/refused")
    RefusedAnswer list(
            @Parameter(description = "Last day, ISO; today where none is given", example = "2026-11-22")
                    @RequestParam(name = "until", defaultValue = "")
                    String until,
            Locale locale) {
        return refused.until(Asked.day("until", until).orElseGet(today::day), today.zone(), locale);
    }
}
