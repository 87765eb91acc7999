package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.access.Desk;
import org.kartoteka.api.answer.ReviewAnswers;
import org.kartoteka.api.answer.ReviewAsked;
import org.kartoteka.api.answer.ReviewItemAnswer;
import org.kartoteka.api.answer.ReviewQueueAnswer;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.search.SearchQuery;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of what waits for a person, and the door to the first of it. */
@Controller
final class ReviewListPage {
    private static final int ITEMS_PER_PAGE = 25;

    private final ReviewAnswers review;
    private final InstantSource clock;

    ReviewListPage(ReviewAnswers review, InstantSource clock) {
        this.review = review;
        this.clock = clock;
    }

    @GetMapping("/review")
    String list(
            @RequestParam(name = "reason", defaultValue = "") List<String> reasons,
            @RequestParam(name = "type", defaultValue = "") List<String> types,
            @RequestParam(name = "language", defaultValue = "") List<String> languages,
            @RequestParam(name = "channel", defaultValue = "") List<String> channels,
            @RequestParam(name = "offset", defaultValue = "0") String offset,
            @RequestParam(name = "done", defaultValue = "") String done,
            @RequestParam(name = "end", defaultValue = "false") boolean end,
            HttpServletRequest request,
            Model model) {
        ReviewAsked asked = new ReviewAsked(reasons, types, languages, channels);
        int from = Math.clamp(DocumentPage.pageNumber(offset), 0, SearchQuery.OFFSET_MAX);
        ReviewQueueAnswer queue = review.list(asked, from, ITEMS_PER_PAGE, Optional.of(claimant(request)));
        ReviewLink link = new ReviewLink(asked, ReviewLink.Decided.parse(done));
        model.addAttribute("queue", queue);
        model.addAttribute("asked", asked);
        if (asked.isEmpty()) {
            model.addAttribute(PageFrame.REVIEW_WAITING, queue.waiting());
        }
        model.addAttribute("link", link);
        model.addAttribute("offset", from);
        model.addAttribute("previous", Math.max(0, from - ITEMS_PER_PAGE));
        model.addAttribute("now", clock.instant());
        model.addAttribute("end", end && !queue.items().isEmpty());
        model.addAttribute("decided", link.decided().orElse(null));
        return "kartoteka/review";
    }

    /** Claims the next item and goes there; to the list where there is none. */
    @PostMapping("/review/next")
    String next(
            @RequestParam(name = "reason", defaultValue = "") List<String> reasons,
            @RequestParam(name = "type", defaultValue = "") List<String> types,
            @RequestParam(name = "language", defaultValue = "") List<String> languages,
            @RequestParam(name = "channel", defaultValue = "") List<String> channels,
            @RequestParam(name = "done", defaultValue = "") String done,
            HttpServletRequest request) {
        ReviewAsked asked = new ReviewAsked(reasons, types, languages, channels);
        ReviewLink link = new ReviewLink(asked, ReviewLink.Decided.parse(done));
        return "redirect:" + next(review, link, claimant(request), Optional.empty());
    }

    static Claimant claimant(HttpServletRequest request) {
        return new Claimant(Callers.currentActor(), Desk.of(request));
    }

    /** Where to go on: the next item, claimed, or the list. {@code behind}: the item that is left. */
    static String next(ReviewAnswers review, ReviewLink link, Claimant by, Optional<DocumentId> behind) {
        Optional<ReviewItemAnswer> item = review.next(link.asked(), by, behind);
        return item.map(found -> link.item(found.document())).orElseGet(() -> link.list("end=true"));
    }
}
