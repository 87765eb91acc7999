package org.kartoteka.api.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers whatever could not be answered: programs get a problem document, people a page that says what to do. Says nothing
 * of how the program works within.
 */
@Hidden
@Controller
final class FailurePage implements ErrorController {
    private static final Set<Integer> WITH_OWN_WORDS = Set.of(400, 401, 403, 404, 405, 409, 413, 415, 416, 503);

    private final MessageSource messages;

    FailurePage(MessageSource messages) {
        this.messages = messages;
    }

    @RequestMapping("/error")
    Object failure(HttpServletRequest request, Model model, Locale locale) {
        HttpStatus status = status(request);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (path != null && path.toString().startsWith("/api/")) {
            return problem(status);
        }
        return page(status, model);
    }

    /** The page for a failure, for controllers of pages. */
    static ModelAndView page(HttpStatus status, Model model) {
        model.addAttribute("failure", words(status));
        ModelAndView page = new ModelAndView("kartoteka/failure", model.asMap());
        page.setStatus(status);
        return page;
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatus status) {
        String words = "failure." + words(status);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text(words + ".api", words + ".text"));
        problem.setType(URI.create("urn:kartoteka:problem:" + status.value()));
        problem.setTitle(text(words + ".title", words + ".title"));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private String text(String key, String otherwise) {
        String found = messages.getMessage(key, null, null, Locale.ENGLISH);
        return found == null ? messages.getMessage(otherwise, null, Locale.ENGLISH) : found;
    }

    private static String words(HttpStatus status) {
        return WITH_OWN_WORDS.contains(status.value()) ? Integer.toString(status.value()) : "other";
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        // Asked for by its own address, there is nothing that failed.
        return status == null ? HttpStatus.NOT_FOUND : status;
    }
}
