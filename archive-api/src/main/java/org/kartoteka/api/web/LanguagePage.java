package org.kartoteka.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.kartoteka.api.answer.NotThere;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.view.RedirectView;

/** Lets people choose the language of the pages. */
@Controller
final class LanguagePage {
    private final LocaleResolver locales;

    LanguagePage(LocaleResolver locales) {
        this.locales = locales;
    }

    /** Remembers the language in a cookie and goes back; {@code back} is a path of ours, anything else leads to the start. */
    @GetMapping("/language/{code}")
    RedirectView choose(
            @PathVariable("code") String code,
            @RequestParam(name = "back", defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!Languages.CODES.contains(code)) {
            throw new NotThere("The pages do not speak this language.");
        }
        locales.setLocale(request, response, Locale.of(code));
        RedirectView view = new RedirectView(isOwnPath(back) ? back : "/", false, true, false);
        view.setExpandUriTemplateVariables(false);
        return view;
    }

    private static boolean isOwnPath(String back) {
        return back.startsWith("/")
                && !back.startsWith("//")
                && back.indexOf('\\') < 0
                && back.chars().noneMatch(Character::isISOControl);
    }
}
