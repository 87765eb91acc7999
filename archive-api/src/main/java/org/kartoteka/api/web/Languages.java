package org.kartoteka.api.web;

import java.util.List;
import java.util.Locale;

/** The languages of the pages. */
final class Languages {
    /** Language codes; the first one is used where no other is asked for. */
    static final List<String> CODES = List.of("en", "lv", "lt", "cs", "ru", "kk");

    private Languages() {}

    /** The first language of ours among those asked for, in their order. */
    static Locale choose(List<Locale> asked) {
        return asked.stream()
                .filter(locale -> CODES.contains(locale.getLanguage()))
                .map(locale -> Locale.of(locale.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** A language's name for itself. */
    static String nameOf(String code) {
        Locale locale = Locale.of(code);
        String name = locale.getDisplayLanguage(locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }
}
