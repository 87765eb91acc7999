package org.kartoteka.api.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BatchAnswer;
import org.kartoteka.api.answer.BatchAnswers;
import org.kartoteka.api.answer.IntakeAnswers;
import org.kartoteka.api.rest.Today;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a day's intake: the receipt, what came in, and a place to drop files. */
@Controller
final class IntakePage {
    private static final int BATCHES_PER_PAGE = 100;
    private static final int WAITING_SHOWN_MAX = 100;

    private final IntakeAnswers intake;
    private final BatchAnswers answers;
    private final Batches batches;
    private final Today today;
    private final ApiSettings settings;

    IntakePage(IntakeAnswers intake, BatchAnswers answers, Batches batches, Today today, ApiSettings settings) {
        this.intake = intake;
        this.answers = answers;
        this.batches = batches;
        this.today = today;
        this.settings = settings;
    }

    @GetMapping("/intake")
    String intake(
            @RequestParam(name = "day", defaultValue = "") String day,
            @RequestParam(name = "page", defaultValue = "1") int page,
            Model model,
            Locale locale) {
        LocalDate asked = day(day);
        List<BatchId> ids = intake.newestFirst(asked, today.zone());
        long skipped = Math.max(0, page - 1L) * BATCHES_PER_PAGE;
        List<BatchAnswer> shown = ids.stream()
                .skip(skipped)
                .limit(BATCHES_PER_PAGE)
                .map(id -> answers.answer(id, locale))
                .toList();
        boolean isToday = asked.equals(today.day());
        model.addAttribute("day", asked);
        model.addAttribute("isToday", isToday);
        model.addAttribute("previousDay", asked.minusDays(1));
        model.addAttribute("nextDay", asked.plusDays(1));
        model.addAttribute("balance", intake.balance(asked, today.zone()));
        model.addAttribute(
                "waiting",
                isToday
                        ? intake.waiting(locale).stream()
                                .limit(WAITING_SHOWN_MAX)
                                .toList()
                        : List.of());
        model.addAttribute("batches", shown);
        model.addAttribute("page", Math.max(1, page));
        model.addAttribute("hasNext", skipped + shown.size() < ids.size());
        model.addAttribute("uploadSizeBytesMax", settings.uploadSizeBytesMax());
        return "kartoteka/intake";
    }

    /** Goes to what a batch became: its first document, or the day on which it came while there is none. */
    @GetMapping("/batches/{batch}")
    String batch(@PathVariable("batch") String batch) {
        Batch asked = answers.find(Asked.batch(batch));
        Batch found = asked.incorporatedIn().flatMap(batches::find).orElse(asked);
        if (found.state() == Batch.State.ARCHIVED && !found.division().isEmpty()) {
            return "redirect:/documents/" + found.division().getFirst().id();
        }
        return "redirect:/intake?day=" + LocalDate.ofInstant(found.receivedAt(), today.zone());
    }

    /** Gives a quarantined batch another try, and goes back to its day. */
    @PostMapping("/intake/{batch}/retry")
    String retry(@PathVariable("batch") String batch, @RequestParam(name = "day", defaultValue = "") String day) {
        Batch found = answers.find(Asked.batch(batch));
        // Somebody else may have retried it meanwhile: then there is nothing left to do.
        if (found.state() == Batch.State.QUARANTINED && found.original().isPresent()) {
            batches.retry(found.id(), Callers.currentActor());
        }
        return "redirect:/intake?day=" + day(day);
    }

    private LocalDate day(String text) {
        try {
            return text.isBlank() ? today.day() : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            return today.day();
        }
    }
}
