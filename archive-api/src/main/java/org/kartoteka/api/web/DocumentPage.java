package org.kartoteka.api.web;

import java.util.Locale;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.answer.SearchAsked;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a document: its image with the hits marked, its text, and what is known of it. */
@Controller
final class DocumentPage {
    private final DocumentViews views;
    private final ApiSettings.Vocabulary vocabulary;

    DocumentPage(DocumentViews views, ApiSettings.Vocabulary vocabulary) {
        this.views = views;
        this.vocabulary = vocabulary;
    }

    @GetMapping("/documents/{document}")
    String document(
            @PathVariable("document") String document,
            @RequestParam(name = "q", defaultValue = "") String typed,
            @RequestParam(name = "page", defaultValue = "0") String page,
            @RequestParam(name = "view", defaultValue = "image") String view,
            @RequestParam(name = "saved", defaultValue = "false") boolean saved,
            @RequestParam(name = "filed", defaultValue = "false") boolean filed,
            Model model,
            Locale locale) {
        String asked = typed.strip().substring(0, Math.min(typed.strip().length(), SearchAsked.TYPED_LENGTH_MAX));
        DocumentView shown = views.of(document, asked, pageNumber(page), locale);
        model.addAttribute("typed", asked);
        model.addAttribute("view", shown);
        model.addAttribute("form", CorrectionForm.of(shown.document(), vocabulary.fieldNames()));
        model.addAttribute("vocabulary", vocabulary);
        model.addAttribute("saved", saved);
        model.addAttribute("filed", filed);
        model.addAttribute("tab", view.equals("text") ? "text" : "image");
        return "kartoteka/document";
    }

    static int pageNumber(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
