package org.kartoteka.api.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.api.answer.ReviewAsked;
import org.kartoteka.archive.identity.DocumentId;

/**
 * Addresses of the review queue, with the filters that are set.
 *
 * @param decided the last decision, which goes along so that it can be taken back; empty where there is none
 */
public record ReviewLink(ReviewAsked asked, Optional<Decided> decided) {
    /**
     * A decision that can be taken back.
     *
     * @param version of the document behind it
     */
    public record Decided(DocumentId document, long version) {
        private static final Pattern TEXT = Pattern.compile("([0-9a-f-]{20,60})\\.(\\d{1,18})");

        /** As {@link #toString} wrote it into an address; empty where it is something else. */
        static Optional<Decided> parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            try {
                return matcher.matches()
                        ? Optional.of(new Decided(new DocumentId(matcher.group(1)), Long.parseLong(matcher.group(2))))
                        : Optional.empty();
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return document + "." + version;
        }
    }

    /** The list. */
    public String list() {
        return with("/review", "");
    }

    public String list(String parameter) {
        return with("/review", parameter);
    }

    public String item(String document) {
        return with("/review/" + document, "");
    }

    public String item(String document, String parameter) {
        return with("/review/" + document, parameter);
    }

    public String page(String document, int number) {
        return item(document, "page=" + number);
    }

    /** What is posted to take an item, decide on it, leave it or undo: the filters go along. */
    public String action(String path) {
        return with(path, "");
    }

    /** Where the last decision is taken back; its number does not go along any more. */
    public String undo() {
        ReviewLink without = new ReviewLink(asked, Optional.empty());
        return decided.map(last -> without.action("/review/" + last.document() + "/undo"))
                .orElse("");
    }

    public String toggled(String facet, String value) {
        return new ReviewLink(asked.toggled(facet, value), decided).list();
    }

    private String with(String path, String parameter) {
        String parameters = (parameter.isEmpty() ? "" : "&" + parameter)
                + decided.map(last -> "&done=" + last).orElse("")
                + asked.parameters();
        return parameters.isEmpty() ? path : path + "?" + parameters.substring(1);
    }
}
