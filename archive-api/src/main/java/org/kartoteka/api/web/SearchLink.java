package org.kartoteka.api.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.kartoteka.api.answer.SearchAsked;

/** Addresses of searches near the one that is shown: a filter more, a filter less, another page of hits. */
record SearchLink(SearchAsked asked) {
    /** With the facet's value as a filter; without it where it is one. */
    String toggle(String facet, String value) {
        return href(
                switch (facet) {
                    case "type" -> with(toggled(asked.types(), value), asked.languages(), asked.channels());
                    case "language" -> with(asked.types(), toggled(asked.languages(), value), asked.channels());
                    case "channel" -> with(asked.types(), asked.languages(), toggled(asked.channels(), value));
                    case "case" -> withCase(isActive(facet, value) ? "" : value);
                    case "month" -> toggledMonth(value);
                    default -> asked;
                },
                1);
    }

    boolean isActive(String facet, String value) {
        return switch (facet) {
            case "type" -> asked.types().contains(value);
            case "language" -> asked.languages().contains(value);
            case "channel" -> asked.channels().contains(value);
            case "case" -> asked.caseFile().equals(value);
            case "month" -> asked.from().equals(first(value)) && asked.to().equals(last(value));
            default -> false;
        };
    }

    String withoutDates() {
        return href(withDates("", ""), 1);
    }

    String withoutFilters() {
        return href(SearchAsked.of(asked.typed()), 1);
    }

    String toPage(int page) {
        return href(asked, page);
    }

    private SearchAsked toggledMonth(String month) {
        return isActive("month", month) ? withDates("", "") : withDates(first(month), last(month));
    }

    private SearchAsked with(List<String> types, List<String> languages, List<String> channels) {
        return new SearchAsked(asked.typed(), types, languages, channels, asked.caseFile(), asked.from(), asked.to());
    }

    private SearchAsked withCase(String reference) {
        return new SearchAsked(
                asked.typed(), asked.types(), asked.languages(), asked.channels(), reference, asked.from(), asked.to());
    }

    private SearchAsked withDates(String from, String to) {
        return new SearchAsked(
                asked.typed(), asked.types(), asked.languages(), asked.channels(), asked.caseFile(), from, to);
    }

    private static List<String> toggled(List<String> values, String value) {
        List<String> toggled = new ArrayList<>(values);
        if (!toggled.remove(value)) {
            toggled.add(value);
        }
        return toggled;
    }

    private static String first(String month) {
        return YearMonth.parse(month).atDay(1).toString();
    }

    private static String last(String month) {
        return YearMonth.parse(month).atEndOfMonth().toString();
    }

    private static String href(SearchAsked asked, int page) {
        StringBuilder href = new StringBuilder("/?q=").append(encode(asked.typed()));
        asked.types().forEach(type -> append(href, "type", type));
        asked.languages().forEach(language -> append(href, "language", language));
        asked.channels().forEach(channel -> append(href, "channel", channel));
        append(href, "case", asked.caseFile());
        append(href, "from", asked.from());
        append(href, "to", asked.to());
        append(href, "page", page > 1 ? Integer.toString(page) : "");
        return href.toString();
    }

    private static void append(StringBuilder href, String name, String value) {
        if (!value.isEmpty()) {
            href.append('&').append(name).append('=').append(encode(value));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
