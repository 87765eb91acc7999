package org.kartoteka.api.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.IntakeAnswers;
import org.kartoteka.api.answer.NotThere;
import org.kartoteka.api.answer.RefusedAnswer;
import org.kartoteka.api.answer.RefusedAnswers;
import org.kartoteka.api.rest.Today;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was refused and why, and what still waits and since when, over several days. */
@Controller
final class RefusedPage {
    private static final int WAITING_SHOWN_MAX = 100;

    private final RefusedAnswers refused;
    private final IntakeAnswers intake;
    private final Batches batches;
    private final Today today;

    RefusedPage(RefusedAnswers refused, IntakeAnswers intake, Batches batches, Today today) {
        this.refused = refused;
        this.intake = intake;
        this.batches = batches;
        this.today = today;
    }

    @GetMapping("/review/refused")
    String list(@RequestParam(name = "until", defaultValue = "") String until, Model model, Locale locale) {
        LocalDate asked = day(until, today.day());
        RefusedAnswer answer = refused.until(asked, today.zone(), locale);
        model.addAttribute("refused", answer);
        model.addAttribute("older", answer.from().minusDays(1));
        model.addAttribute("isToday", !asked.isBefore(today.day()));
        model.addAttribute(
                "waiting",
                intake.waiting(locale).stream().limit(WAITING_SHOWN_MAX).toList());
        model.addAttribute("now", today.clock().instant());
        return "kartoteka/refused";
    }

    /** Gives a refused file another try, and comes back. */
    @PostMapping("/review/refused/{batch}/retry")
    String retry(@PathVariable("batch") String batch, @RequestParam(name = "until", defaultValue = "") String until) {
        Batch found = batches.find(Asked.batch(batch)).orElseThrow(() -> new NotThere("There is no such batch."));
        // Somebody else may have retried it meanwhile: then there is nothing left to do.
        if (found.state() == Batch.State.QUARANTINED && found.original().isPresent()) {
            batches.retry(found.id(), Callers.currentActor());
        }
        return "redirect:/review/refused?until=" + day(until, today.day());
    }

    private static LocalDate day(String text, LocalDate otherwise) {
        try {
            return text.isBlank() ? otherwise : LocalDate.parse(text.strip());
        } catch (DateTimeException _) {
            return otherwise;
        }
    }
}
