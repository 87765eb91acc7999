package org.kartoteka.api.answer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kartoteka.archive.review.ReviewQueue;

/** Which items of the review queue are wanted: any of the values of each filter, all where there are none. */
public record ReviewAsked(List<String> reasons, List<String> types, List<String> languages, List<String> channels) {
    private static final int VALUES_MAX = 20;
    private static final int LENGTH_MAX = 60;

    public ReviewAsked {
        reasons = plain(reasons);
        types = plain(types);
        languages = plain(languages);
        channels = plain(channels);
    }

    private static List<String> plain(List<String> values) {
        return values.stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty() && value.length() <= LENGTH_MAX)
                .distinct()
                .limit(VALUES_MAX)
                .toList();
    }

    public ReviewQueue.Filter filter() {
        return new ReviewQueue.Filter(
                Set.copyOf(reasons), Set.copyOf(types), Set.copyOf(languages), Set.copyOf(channels));
    }

    public boolean isEmpty() {
        return reasons.isEmpty() && types.isEmpty() && languages.isEmpty() && channels.isEmpty();
    }

    /** As parameters of an address, each with an ampersand before it; empty where nothing is filtered. */
    public String parameters() {
        StringBuilder parameters = new StringBuilder();
        append(parameters, "reason", reasons);
        append(parameters, "type", types);
        append(parameters, "language", languages);
        append(parameters, "channel", channels);
        return parameters.toString();
    }

    private static void append(StringBuilder parameters, String name, List<String> values) {
        values.forEach(value -> parameters
                .append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }

    /** Whether this value of the facet is a filter now. */
    public boolean has(String facet, String value) {
        return of(facet).contains(value);
    }

    /** With the value as a filter; without it where it is one. */
    public ReviewAsked toggled(String facet, String value) {
        List<String> values = new ArrayList<>(of(facet));
        if (!values.remove(value)) {
            values.add(value);
        }
        return switch (facet) {
            case "review" -> new ReviewAsked(values, types, languages, channels);
            case "type" -> new ReviewAsked(reasons, values, languages, channels);
            case "language" -> new ReviewAsked(reasons, types, values, channels);
            case "channel" -> new ReviewAsked(reasons, types, languages, values);
            default -> this;
        };
    }

    private List<String> of(String facet) {
        return switch (facet) {
            case "review" -> reasons;
            case "type" -> types;
            case "language" -> languages;
            case "channel" -> channels;
            default -> List.of();
        };
    }
}
