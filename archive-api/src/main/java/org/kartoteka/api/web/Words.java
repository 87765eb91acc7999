package org.kartoteka.api.web;

import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.ApiSettings.Named;
import org.kartoteka.api.ApiSettings.Vocabulary;
import org.kartoteka.api.answer.NearDuplicateAnswer;
import org.springframework.context.MessageSource;

/**
 * Puts codes, times and numbers into the words of one language, for the templates. A code without a word is shown as it is.
 */
public final class Words {
    private static final long KIB = 1024;

    private final MessageSource messages;
    private final Locale locale;
    private final ZoneId zone;
    private final Vocabulary vocabulary;

    Words(MessageSource messages, Locale locale, ApiSettings settings) {
        this.messages = messages;
        this.locale = locale;
        this.zone = settings.zone();
        this.vocabulary = settings.vocabulary();
    }

    public String type(String code) {
        return word("type." + code, configured(vocabulary.types(), code));
    }

    public String channel(String code) {
        return word("channel." + code, code);
    }

    public String field(String name) {
        return word("field." + name, configured(vocabulary.fields(), name));
    }

    /** What a house calls something of its own. */
    private String configured(List<Named> all, String code) {
        return all.stream()
                .filter(named -> named.code().equals(code))
                .findFirst()
                .map(named -> named.words().getOrDefault(locale.getLanguage(), code))
                .orElse(code);
    }

    /** What a person changed: the type, the languages, or a field. */
    public String changed(String part) {
        return switch (part) {
            case "type" -> word("document.type", part);
            case "languages" -> word("document.languages", part);
            case "caseFile" -> word("document.cases", part);
            default -> field(part);
        };
    }

    /** Values of what a person changed. */
    public String values(String part, List<String> values) {
        return values.stream()
                .map(value -> switch (part) {
                    case "type" -> type(value);
                    case "languages" -> language(value);
                    case "date" -> date(value);
                    default -> value;
                })
                .collect(Collectors.joining(", "));
    }

    /** Who did it: a person by the id of the user, a part of the program as the program. */
    public String user(String actor) {
        String user = "user:";
        return actor.startsWith(user) ? actor.substring(user.length()) : word("app.name", actor);
    }

    public String event(String type) {
        return word("event." + type, type);
    }

    public String review(String code) {
        return word("review." + code, code);
    }

    /** How alike two documents are. */
    public String likeness(NearDuplicateAnswer near) {
        String found = messages.getMessage(
                "likeness." + near.likeness(), new Object[] {percent(near.share())}, near.likeness(), locale);
        return found == null ? near.likeness() : found;
    }

    public String facet(String name) {
        return word("facet." + name, name);
    }

    public String method(String code) {
        return word("method." + code, code);
    }

    /** A facet's value in words. */
    public String facetValue(String facet, String value) {
        return switch (facet) {
            case "type" -> type(value);
            case "language" -> language(value);
            case "channel" -> channel(value);
            case "month" -> month(value);
            case "review" -> review(value);
            default -> value;
        };
    }

    public String language(String code) {
        if (code.equals("und")) {
            return word("language.und", code);
        }
        String name = Locale.of(code).getDisplayLanguage(locale);
        return name.isEmpty() ? code : name;
    }

    public String dateTime(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(time);
    }

    /** How long ago that was, in the largest unit that fits. */
    public String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 0) {
            return messages.getMessage("age.days", new Object[] {age.toDays()}, locale);
        }
        return age.toHours() > 0
                ? messages.getMessage("age.hours", new Object[] {age.toHours()}, locale)
                : messages.getMessage("age.minutes", new Object[] {Math.max(0, age.toMinutes())}, locale);
    }

    public String clock(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(zone).format(time);
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    /** An ISO date as it stands in a field; what is none is shown as it is. */
    public String date(String iso) {
        try {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale)
                    .format(LocalDate.parse(iso));
        } catch (DateTimeException e) {
            return iso;
        }
    }

    private String month(String iso) {
        try {
            return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(YearMonth.parse(iso));
        } catch (DateTimeException e) {
            return iso;
        }
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    public String percent(double share) {
        return NumberFormat.getPercentInstance(locale).format(share);
    }

    public String size(long bytes) {
        if (bytes < KIB) {
            return number(bytes) + " B";
        }
        if (bytes < KIB * KIB) {
            return number(Math.round((double) bytes / KIB)) + " KB";
        }
        NumberFormat oneDigit = NumberFormat.getInstance(locale);
        oneDigit.setMaximumFractionDigits(1);
        return oneDigit.format((double) bytes / KIB / KIB) + " MB";
    }

    private String word(String key, String otherwise) {
        String found = messages.getMessage(key, null, otherwise, locale);
        return found == null ? otherwise : found;
    }
}
