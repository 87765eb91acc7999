package org.kartoteka.archive.reason;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says a {@link Reason} in a clerk's language: what is wrong, and what to do. Plain text: whoever shows it escapes it. Safe
 * for use by many threads.
 */
public final class ReasonSentences {
    /** Languages there are sentences in; the first one stands in for all others. */
    public static final List<String> LANGUAGES = List.of("en", "lv", "lt", "cs", "ru", "kk");

    private static final String WHAT = "what";
    private static final int DETAIL_LENGTH_MAX = 100;
    private static final Pattern OPTIONAL_PART = Pattern.compile("\\[([^\\]]*)\\]");
    private static final Pattern DETAIL = Pattern.compile("\\{(\\w+)\\}");

    private final Map<String, Properties> sentences = new HashMap<>();
    private final Properties english;

    /** Reads the sentences of all languages; they are part of the program. */
    public ReasonSentences() {
        LANGUAGES.forEach(language -> sentences.put(language, load(language)));
        english = load(LANGUAGES.getFirst());
    }

    /** The sentences in the locale's language, or in English where there are none. */
    public String sentence(Reason reason, Locale locale) {
        Properties inLanguage = sentences.getOrDefault(locale.getLanguage(), english);
        String template = inLanguage.getProperty(reason.code().name());
        if (template == null) {
            throw new IllegalStateException("there is no sentence for %s in %s".formatted(reason.code(), locale));
        }
        Map<String, String> details = inWords(reason, inLanguage);
        String known = OPTIONAL_PART
                .matcher(template)
                .replaceAll(part ->
                        Matcher.quoteReplacement(fill(part.group(1), details).orElse("")));
        return fill(known, details).orElse(known);
    }

    /** The details with {@code what}, a code for machines, put in words, or without it where there are none for it. */
    private static Map<String, String> inWords(Reason reason, Properties inLanguage) {
        String words =
                inLanguage.getProperty(reason.code() + "." + reason.details().get(WHAT));
        Map<String, String> details = new HashMap<>(reason.details());
        details.remove(WHAT);
        if (words != null) {
            details.put(WHAT, words);
        }
        return details;
    }

    /** The text with its details, or empty where one of them is not known. */
    private static Optional<String> fill(String text, Map<String, String> details) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = DETAIL.matcher(text);
        while (matcher.find()) {
            String detail = details.get(matcher.group(1));
            if (detail == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(shorten(detail)));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    /** A detail may come from a hostile file: no line ends, no marks that turn the writing around, not too long. */
    private static String shorten(String detail) {
        String clean = detail.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ");
        return clean.length() > DETAIL_LENGTH_MAX ? clean.substring(0, DETAIL_LENGTH_MAX) + "…" : clean;
    }

    private static Properties load(String language) {
        String name = "reasons_" + language + ".properties";
        try (InputStream in = ReasonSentences.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: it lacks " + name);
            }
            Properties properties = new Properties();
            try (Reader reader = new InputStreamReader(in, UTF_8)) {
                properties.load(reader);
            }
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the program's own " + name, e);
        }
    }
}
