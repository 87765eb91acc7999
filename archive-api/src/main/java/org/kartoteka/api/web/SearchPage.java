package org.kartoteka.api.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.kartoteka.api.answer.BatchAnswer;
import org.kartoteka.api.answer.BatchAnswers;
import org.kartoteka.api.answer.IntakeAnswers;
import org.kartoteka.api.answer.SearchAnswers;
import org.kartoteka.api.answer.SearchAsked;
import org.kartoteka.api.rest.Today;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.search.SearchQuery;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page: search, and how today's intake stands. */
@Controller
final class SearchPage {
    private static final int HITS_PER_PAGE = 20;
    private static final int PAGE_MAX = SearchQuery.OFFSET_MAX / HITS_PER_PAGE;
    private static final int LATEST = 6;

    private final SearchAnswers search;
    private final IntakeAnswers intake;
    private final BatchAnswers batches;
    private final Today today;

    SearchPage(SearchAnswers search, IntakeAnswers intake, BatchAnswers batches, Today today) {
        this.search = search;
        this.intake = intake;
        this.batches = batches;
        this.today = today;
    }

    @GetMapping("/")
    String search(
            @RequestParam(name = "q", defaultValue = "") String typed,
            @RequestParam(name = "type", defaultValue = "") List<String> types,
            @RequestParam(name = "language", defaultValue = "") List<String> languages,
            @RequestParam(name = "channel", defaultValue = "") List<String> channels,
            @RequestParam(name = "case", defaultValue = "") String caseFile,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "page", defaultValue = "1") String page,
            Model model,
            Locale locale) {
        SearchAsked asked = new SearchAsked(
                typed.strip().substring(0, Math.min(typed.strip().length(), SearchAsked.TYPED_LENGTH_MAX)),
                types,
                languages,
                channels,
                reference(caseFile),
                day(from),
                day(to));
        model.addAttribute("typed", asked.typed());
        if (asked.equals(SearchAsked.of(""))) {
            start(model, locale);
            return "kartoteka/start";
        }
        int number = pageNumber(page);
        model.addAttribute(
                "view",
                SearchView.of(asked, search.search(asked, (number - 1) * HITS_PER_PAGE, HITS_PER_PAGE), number));
        return "kartoteka/search";
    }

    private void start(Model model, Locale locale) {
        LocalDate day = today.day();
        List<BatchAnswer> latest = intake.newestFirst(day, today.zone()).stream()
                .limit(LATEST)
                .map(id -> batches.answer(id, locale))
                .toList();
        model.addAttribute("counts", intake.totals(day, today.zone()));
        model.addAttribute("day", day);
        model.addAttribute("latest", latest);
    }

    /** What cannot be a reference is no filter, so that a mistyped address still shows something. */
    private static String reference(String text) {
        try {
            return text.isBlank() ? "" : CaseReference.parse(text).value();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String day(String text) {
        try {
            return text.isBlank() ? "" : LocalDate.parse(text.strip()).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }

    private static int pageNumber(String text) {
        try {
            return Math.clamp(Integer.parseInt(text), 1, PAGE_MAX);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
