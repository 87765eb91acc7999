package org.kartoteka.archive.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in a text, by plain patterns: enough of them for the contract. */
final class InMemoryDates {
    private static final String MONTHS = "(septembr\\p{L}*|september|balandžio|září|июля|қыркүйек)";
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern NAMED_YEAR_FIRST = Pattern.compile(
            "(\\d{4})\\P{Nd}{1,8}?(\\d{1,2})\\P{Nd}?\\s" + MONTHS, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern NAMED_YEAR_MONTH = Pattern.compile(
            "(\\d{4})\\P{Nd}{1,4}" + MONTHS + "\\s(\\d{1,2})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern NAMED_DAY_FIRST = Pattern.compile(
            "(\\d{1,2})\\.?\\s" + MONTHS + "\\s(\\d{4})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern NAMED_MONTH_FIRST =
            Pattern.compile(MONTHS + "\\s(\\d{1,2}),?\\s(\\d{4})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private InMemoryDates() {}

    record Found(int start, int end, String date) {}

    static Optional<Found> in(String text) {
        return all(text).stream().findFirst();
    }

    static List<Found> all(String text) {
        List<Found> found = new ArrayList<>();
        add(found, YEAR_FIRST, text, 1, 2, 3);
        add(found, DAY_FIRST, text, 3, 2, 1);
        add(found, NAMED_YEAR_FIRST, text, 1, 3, 2);
        add(found, NAMED_YEAR_MONTH, text, 1, 2, 3);
        add(found, NAMED_DAY_FIRST, text, 3, 2, 1);
        add(found, NAMED_MONTH_FIRST, text, 3, 1, 2);
        return found;
    }

    private static void add(List<Found> found, Pattern pattern, String text, int year, int month, int day) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String date = matcher.group(year) + "-" + monthNumber(matcher.group(month)) + "-"
                    + Integer.parseInt(matcher.group(day));
            found.add(new Found(matcher.start(), matcher.end(), date));
        }
    }

    private static int monthNumber(String month) {
        if (Character.isDigit(month.charAt(0))) {
            return Integer.parseInt(month);
        }
        return switch (InMemoryText.fold(month).substring(0, 3)) {
            case "бал", "bal" -> 4;
            case "июл" -> 7;
            default -> 9;
        };
    }
}
