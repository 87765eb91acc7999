package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.archive.document.Correction;
import org.kartoteka.archive.document.DocumentChanged;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.document.InvalidCorrection;
import org.kartoteka.archive.identity.DocumentId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes the form of the document's page. What cannot be saved is shown again as it was typed, with the reason. */
@Controller
final class CorrectionPage {
    private final DocumentViews views;
    private final DocumentAnswers documents;
    private final DocumentCorrections corrections;
    private final ApiSettings.Vocabulary vocabulary;

    CorrectionPage(
            DocumentViews views,
            DocumentAnswers documents,
            DocumentCorrections corrections,
            ApiSettings.Vocabulary vocabulary) {
        this.views = views;
        this.documents = documents;
        this.corrections = corrections;
        this.vocabulary = vocabulary;
    }

    @PostMapping("/documents/{document}/corrections")
    String correct(
            @PathVariable("document") String document,
            @RequestParam Map<String, String> sent,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        DocumentId id = Asked.document(document);
        DocumentAnswer now = documents.answer(documents.find(id));
        CorrectionForm shown = CorrectionForm.of(now, vocabulary.fieldNames());
        CorrectionForm typed = CorrectionForm.typed(sent, shown);
        typed.checkOffered(vocabulary, shown);
        try {
            Correction correction = typed.against(shown, now.needsReview().contains("type-unsure"));
            corrections.correct(id, typed.version(), correction, Callers.currentActor());
        } catch (DocumentChanged e) {
            response.setStatus(HttpStatus.PRECONDITION_FAILED.value());
            model.addAttribute("form", typed.on(e.now().sequence()));
            model.addAttribute("changedSince", typed.version());
            return page(id, sent, model, locale);
        } catch (InvalidCorrection e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("form", typed);
            model.addAttribute("invalid", e.part());
            return page(id, sent, model, locale);
        }
        redirect.addAttribute("id", id.value());
        redirect.addAttribute("page", DocumentPage.pageNumber(sent.getOrDefault("page", "1")));
        redirect.addAttribute("q", sent.getOrDefault("q", ""));
        return "redirect:/documents/{id}?saved=true";
    }

    private String page(DocumentId id, Map<String, String> sent, Model model, Locale locale) {
        views.showAgain(id, sent, model, locale);
        model.addAttribute("vocabulary", vocabulary);
        return "kartoteka/document";
    }
}
