package org.kartoteka.archive.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days from and to, both inclusive, either open. */
record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {
    private static final Pattern ISO = Pattern.compile("(\\d{4})(?:[-./](\\d{1,2}))?(?:[-./](\\d{1,2}))?");
    private static final Pattern DAY_FIRST = Pattern.compile("(?:(\\d{1,2})[./])?(\\d{1,2})[./](\\d{4})");

    /**
     * Reads {@code 2001}, {@code 2001-10}, {@code 2001-10-05}, {@code 05.10.2001}, {@code 10.2001}, or two of them with
     * {@code ..} between, of which one may be missing. Ends in the wrong order are swapped.
     */
    static Optional<DateRange> parse(String text) {
        String compact = text.strip().replace("…", "..");
        int dots = compact.indexOf("..");
        if (dots < 0) {
            return span(compact);
        }
        String left = compact.substring(0, dots);
        String right = compact.substring(dots + 2);
        Optional<DateRange> first = span(left);
        Optional<DateRange> last = span(right);
        boolean misread = (first.isEmpty() && !left.isBlank()) || (last.isEmpty() && !right.isBlank());
        if (misread || (first.isEmpty() && last.isEmpty())) {
            return Optional.empty();
        }
        Optional<LocalDate> from = first.flatMap(DateRange::from);
        Optional<LocalDate> to = last.flatMap(DateRange::to);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            return Optional.of(new DateRange(last.flatMap(DateRange::from), first.flatMap(DateRange::to)));
        }
        return Optional.of(new DateRange(from, to));
    }

    private static Optional<DateRange> span(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return span(iso.group(1), Optional.ofNullable(iso.group(2)), Optional.ofNullable(iso.group(3)));
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return span(dayFirst.group(3), Optional.of(dayFirst.group(2)), Optional.ofNullable(dayFirst.group(1)));
        }
        return Optional.empty();
    }

    private static Optional<DateRange> span(String year, Optional<String> month, Optional<String> day) {
        try {
            int number = Integer.parseInt(year);
            if (month.isEmpty()) {
                return of(LocalDate.of(number, 1, 1), LocalDate.of(number, 12, 31));
            }
            YearMonth whole = YearMonth.of(number, Integer.parseInt(month.get()));
            if (day.isEmpty()) {
                return of(whole.atDay(1), whole.atEndOfMonth());
            }
            LocalDate date = whole.atDay(Integer.parseInt(day.get()));
            return of(date, date);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Optional<DateRange> of(LocalDate from, LocalDate to) {
        return Optional.of(new DateRange(Optional.of(from), Optional.of(to)));
    }
}
