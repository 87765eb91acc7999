package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.access.Callers;
import org.kartoteka.api.answer.ReviewAnswers;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows around its own content. */
@Component
@ControllerAdvice(basePackageClasses = PageFrame.class)
final class PageFrame {
    /** How many documents wait for review; a page that knows better puts its own number there. */
    static final String REVIEW_WAITING = "reviewWaiting";

    private final MessageSource messages;
    private final ApiSettings settings;
    private final ReviewAnswers review;

    PageFrame(MessageSource messages, ApiSettings settings, ReviewAnswers review) {
        this.messages = messages;
        this.settings = settings;
        this.review = review;
    }

    @ModelAttribute
    void frame(Model model, Locale locale, HttpServletRequest request) {
        String query = request.getQueryString();
        model.addAttribute("show", new Words(messages, locale, settings));
        model.addAttribute("here", request.getRequestURI() + (query == null ? "" : "?" + query));
        model.addAttribute("lang", locale.getLanguage());
        model.addAttribute("languages", languages());
        boolean signedIn = Callers.current().isPresent();
        model.addAttribute("signedIn", signedIn);
        model.addAttribute(REVIEW_WAITING, signedIn ? review.waiting().orElse(0L) : 0L);
        model.addAttribute("version", settings.version());
        model.addAttribute("typed", "");
    }

    private static Map<String, String> languages() {
        Map<String, String> languages = new LinkedHashMap<>();
        Languages.CODES.forEach(code -> languages.put(code, Languages.nameOf(code)));
        return languages;
    }
}
