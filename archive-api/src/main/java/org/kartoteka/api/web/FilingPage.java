package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.archive.casefile.NoSuchCaseFile;
import org.kartoteka.archive.document.DocumentChanged;
import org.kartoteka.archive.document.DocumentFiling;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes the forms by which a document is filed, moved and taken out. What cannot be done is shown on the document's page. */
@Controller
final class FilingPage {
    private final DocumentViews views;
    private final DocumentAnswers documents;
    private final DocumentFiling filing;
    private final ApiSettings.Vocabulary vocabulary;

    FilingPage(
            DocumentViews views, DocumentAnswers documents, DocumentFiling filing, ApiSettings.Vocabulary vocabulary) {
        this.views = views;
        this.documents = documents;
        this.filing = filing;
        this.vocabulary = vocabulary;
    }

    @PostMapping("/documents/{document}/case-files")
    String file(
            @PathVariable("document") String document,
            @RequestParam Map<String, String> sent,
            Model model,
            RedirectAttributes redirect,
            Locale locale,
            HttpServletResponse response) {
        DocumentId id = documents.find(Asked.document(document)).document().id();
        String typed = sent.getOrDefault("reference", "").strip();
        long seen = CaseFileForm.version(sent);
        boolean isOut = sent.getOrDefault("do", "").equals("takeOut");
        // What can be no reference is of no case file either.
        if (!isOut && reference(typed).isEmpty()) {
            return noSuchCase(id, sent, model, locale, response);
        }
        try {
            act(id, seen, sent);
        } catch (DocumentChanged e) {
            response.setStatus(HttpStatus.PRECONDITION_FAILED.value());
            model.addAttribute("filingChangedSince", seen);
            return page(id, sent, model, locale);
        } catch (NoSuchCaseFile e) {
            return noSuchCase(id, sent, model, locale, response);
        }
        Optional<CaseReference> back = reference(sent.getOrDefault("back", ""));
        if (back.isPresent()) {
            redirect.addAttribute("reference", back.get().value());
            return "redirect:/case-files/{reference}?saved=true";
        }
        redirect.addAttribute("id", id.value());
        redirect.addAttribute("page", DocumentPage.pageNumber(sent.getOrDefault("page", "1")));
        redirect.addAttribute("q", sent.getOrDefault("q", ""));
        return "redirect:/documents/{id}?filed=true";
    }

    private String noSuchCase(
            DocumentId id, Map<String, String> sent, Model model, Locale locale, HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        model.addAttribute("noSuchCase", sent.getOrDefault("reference", "").strip());
        return page(id, sent, model, locale);
    }

    private void act(DocumentId id, long seen, Map<String, String> sent) {
        Actor actor = Callers.currentActor();
        switch (sent.getOrDefault("do", "")) {
            case "file" -> filing.file(id, seen, caseFile(sent, "reference"), actor);
            case "move" ->
                filing.move(
                        id, seen, new DocumentFiling.Move(caseFile(sent, "from"), caseFile(sent, "reference")), actor);
            case "takeOut" -> filing.takeOut(id, seen, caseFile(sent, "from"), actor);
            default -> throw new BadRequest("Nothing is said to be done.");
        }
    }

    private static CaseReference caseFile(Map<String, String> sent, String name) {
        return Asked.caseFile(sent.getOrDefault(name, ""));
    }

    private static Optional<CaseReference> reference(String text) {
        try {
            return Optional.of(CaseReference.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String page(DocumentId id, Map<String, String> sent, Model model, Locale locale) {
        DocumentView view = views.showAgain(id, sent, model, locale);
        model.addAttribute("form", CorrectionForm.of(view.document(), vocabulary.fieldNames()));
        model.addAttribute("vocabulary", vocabulary);
        model.addAttribute("referenceTyped", sent.getOrDefault("reference", ""));
        return "kartoteka/document";
    }
}
