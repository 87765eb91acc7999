package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.answer.ReviewAnswers;
import org.kartoteka.api.answer.ReviewAsked;
import org.kartoteka.api.web.ReviewLink.Decided;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.DocumentChanged;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.document.InvalidCorrection;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.review.ReviewClaim.Claimant;
import org.kartoteka.archive.review.ReviewQueue;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One document of the review queue: looked at, decided, left or taken back; after each the next one. */
@Controller
final class ReviewItemPage {
    private final ReviewAnswers review;
    private final ReviewViews views;
    private final DocumentCorrections corrections;
    private final Surroundings surroundings;

    /** What the page shows besides the document. */
    record Surroundings(ApiSettings.Vocabulary vocabulary, InstantSource clock) {}

    ReviewItemPage(
            ReviewAnswers review, ReviewViews views, DocumentCorrections corrections, Surroundings surroundings) {
        this.review = review;
        this.views = views;
        this.corrections = corrections;
        this.surroundings = surroundings;
    }

    @GetMapping("/review/{document}")
    String item(
            @PathVariable("document") String document,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request,
            Model model,
            Locale locale) {
        ReviewView shown = views.of(document, DocumentPage.pageNumber(one(sent, "page")), locale);
        return page(shown, sent, request, model);
    }

    /** Saves what the form says as a correction or a confirmation, and goes on. What cannot be saved is shown as typed. */
    @PostMapping("/review/{document}/decisions")
    String decide(
            @PathVariable("document") String document,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        ReviewView shown = views.of(document, DocumentPage.pageNumber(one(sent, "page")), locale);
        DocumentAnswer now = shown.document();
        Map<String, String> inputs = new HashMap<>(sent.toSingleValueMap());
        // In the address, "type" is a filter of the queue.
        inputs.put(
                "type",
                sent.getOrDefault("chosen", List.of(shown.form().type())).getFirst());
        CorrectionForm typed = CorrectionForm.typed(inputs, shown.form());
        typed.checkOffered(surroundings.vocabulary(), shown.form());
        DocumentId id = new DocumentId(now.id());
        try {
            Correction correction =
                    typed.against(shown.form(), now.needsReview().contains("type-unsure"));
            Document decided = corrections.correct(id, typed.version(), correction, Callers.currentActor());
            Claimant by = ReviewListPage.claimant(request);
            review.giveBack(id, by);
            review.forgetCount();
            ReviewLink link = new ReviewLink(asked(sent), Optional.of(new Decided(id, decided.sequence())));
            return "redirect:" + ReviewListPage.next(review, link, by, Optional.of(id));
        } catch (DocumentChanged e) {
            response.setStatus(HttpStatus.PRECONDITION_FAILED.value());
            model.addAttribute("changedSince", typed.version());
            return page(views.with(shown.view(), typed.on(e.now().sequence())), sent, request, model);
        } catch (InvalidCorrection e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("invalid", e.part());
            return page(views.with(shown.view(), typed), sent, request, model);
        }
    }

    /** Leaves the item where it is, and goes on to the next one behind it. */
    @PostMapping("/review/{document}/skip")
    String skip(
            @PathVariable("document") String document,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        DocumentId id = Asked.document(document);
        Claimant by = ReviewListPage.claimant(request);
        String next = ReviewListPage.next(review, link(sent), by, Optional.of(id));
        review.giveBack(id, by);
        return "redirect:" + next;
    }

    /** Takes the last decision back and shows that document again. */
    @PostMapping("/review/{document}/undo")
    String undo(
            @PathVariable("document") String document,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request) {
        DocumentId id = Asked.document(document);
        Claimant by = ReviewListPage.claimant(request);
        ReviewLink link = new ReviewLink(asked(sent), Optional.empty());
        try {
            corrections.withdraw(id, CorrectionForm.version(one(sent, "version")), Callers.currentActor());
        } catch (DocumentChanged | IllegalStateException _) {
            return "redirect:" + link.item(id.value(), "undone=late");
        }
        String left = one(sent, "left");
        if (!left.isEmpty()) {
            review.giveBack(Asked.document(left), by);
        }
        review.claim(id, by);
        review.forgetCount();
        return "redirect:" + link.item(id.value(), "undone=true");
    }

    private String page(ReviewView shown, MultiValueMap<String, String> sent, HttpServletRequest request, Model model) {
        ReviewLink link = link(sent);
        ReviewAsked asked = link.asked();
        DocumentId id = new DocumentId(shown.document().id());
        model.addAttribute("review", shown);
        model.addAttribute("view", shown.view());
        model.addAttribute("asked", asked);
        model.addAttribute("link", link);
        ReviewQueue.Standing standing = review.standing(asked);
        model.addAttribute("standing", standing);
        if (asked.isEmpty()) {
            model.addAttribute(PageFrame.REVIEW_WAITING, standing.waiting());
        }
        model.addAttribute("now", surroundings.clock().instant());
        model.addAttribute("vocabulary", surroundings.vocabulary());
        model.addAttribute("undone", one(sent, "undone"));
        model.addAttribute(
                "claimed",
                review.claimOfOther(id, ReviewListPage.claimant(request)).orElse(null));
        model.addAttribute("decided", link.decided().orElse(null));
        return "kartoteka/review-item";
    }

    private static ReviewLink link(MultiValueMap<String, String> sent) {
        return new ReviewLink(asked(sent), Decided.parse(one(sent, "done")));
    }

    private static ReviewAsked asked(MultiValueMap<String, String> sent) {
        return new ReviewAsked(all(sent, "reason"), all(sent, "type"), all(sent, "language"), all(sent, "channel"));
    }

    private static List<String> all(Map<String, List<String>> sent, String name) {
        return sent.getOrDefault(name, List.of());
    }

    private static String one(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value;
    }
}
