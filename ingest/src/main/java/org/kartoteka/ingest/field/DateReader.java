package org.kartoteka.ingest.field;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.ingest.field.Tokens.Token;
import org.kartoteka.ingest.language.Folding;

/** Reads dates in digits and with names of months, in any of the languages of the rule. */
final class DateReader implements ValueReader {
    private static final String D = "[" + OcrDigits.CLASS + "]";
    private static final Pattern YEAR_FIRST = Pattern.compile("(?<![\\p{L}\\p{N}./-])([12]" + D
            + "{3}) ?([./-]) ?([01]?\\d) ?\\2 ?([0-3]?\\d)(?![\\p{L}\\p{N}]|[-/]\\d)");
    private static final Pattern DAY_FIRST = Pattern.compile("(?<![\\p{L}\\p{N}./-])([0-3OО]?" + D
            + ") ?([./-]) ?([01OО]?" + D + ") ?\\2 ?([12]" + D + "{3})(?![\\p{L}\\p{N}]|[-/]\\d)");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?<![\\p{L}\\p{N}./-])([01]?\\d)/([0-3]?\\d)/([12]\\d{3})(?![\\p{L}\\p{N}]|[-/]\\d)");
    /** The American order is rare here: it counts where the other gives no date, or none that fits the day of arrival. */
    private static final double MONTH_FIRST_PLAUSIBLE = 0.5;

    private static final int YEAR_MIN = 1950;
    private static final int YEAR_MAX = 2100;
    private static final int MONTH_LETTERS_MIN = 3;

    private record Month(String stem, int number) {}

    private final List<Month> months = new ArrayList<>();
    private final Set<String> between = new TreeSet<>();

    DateReader(FieldRule rule) {
        rule.textLists("months").values().forEach(names -> {
            for (int i = 0; i < names.size(); i++) {
                for (String stem : names.get(i).split("\\|")) {
                    months.add(new Month(Folding.fold(stem), i + 1));
                }
            }
        });
        rule.texts("between").forEach(word -> between.add(Folding.fold(word)));
    }

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        Matcher yearFirst = YEAR_FIRST.matcher(line.text());
        while (yearFirst.find()) {
            add(found, line, yearFirst, List.of(yearFirst.group(1), yearFirst.group(3), yearFirst.group(4)));
        }
        Matcher dayFirst = DAY_FIRST.matcher(line.text());
        while (dayFirst.find()) {
            add(found, line, dayFirst, List.of(dayFirst.group(4), dayFirst.group(3), dayFirst.group(1)));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(line.text());
        while (monthFirst.find()) {
            String value = date(number(monthFirst.group(3)), number(monthFirst.group(1)), number(monthFirst.group(2)));
            if (!value.isEmpty()) {
                found.add(new FoundValue(line, monthFirst.start(), monthFirst.end(), value, MONTH_FIRST_PLAUSIBLE));
            }
        }
        addNamed(found, line);
        return found;
    }

    private static void add(List<FoundValue> found, PageLine line, Matcher matcher, List<String> yearMonthDay) {
        String value = date(number(yearMonthDay.get(0)), number(yearMonthDay.get(1)), number(yearMonthDay.get(2)));
        if (!value.isEmpty()) {
            found.add(new FoundValue(line, matcher.start(), matcher.end(), value, 1));
        }
    }

    private void addNamed(List<FoundValue> found, PageLine line) {
        List<Token> tokens = Tokens.of(line.text());
        for (int i = 0; i < tokens.size(); i++) {
            int month = month(tokens.get(i).folded());
            if (month == 0) {
                continue;
            }
            // The year is the nearest on either side; the day stands on the side that is left, or before the month.
            int before = neighbour(tokens, i, -1);
            int after = neighbour(tokens, i, 1);
            int beforeThat = before < 0 ? -1 : neighbour(tokens, before, -1);
            int afterThat = after < 0 ? -1 : neighbour(tokens, after, 1);
            for (int[] dayAndYear :
                    new int[][] {{before, after}, {before, beforeThat}, {after, before}, {after, afterThat}}) {
                if (addDayAndYear(found, line, tokens, new int[] {i, month, dayAndYear[0], dayAndYear[1]})) {
                    break;
                }
            }
        }
    }

    private static boolean addDayAndYear(List<FoundValue> found, PageLine line, List<Token> tokens, int[] parts) {
        if (parts[2] < 0 || parts[3] < 0) {
            return false;
        }
        Token day = tokens.get(parts[2]);
        Token year = tokens.get(parts[3]);
        String value = year.folded().length() == 4
                ? date(number(year.folded()), parts[1], number(day.folded().replaceAll("(?<=\\d)(st|nd|rd|th)$", "")))
                : "";
        if (value.isEmpty()) {
            return false;
        }
        Token month = tokens.get(parts[0]);
        int from = Math.min(month.from(), Math.min(day.from(), year.from()));
        int to = Math.max(month.to(), Math.max(day.to(), year.to()));
        found.add(new FoundValue(line, from, to, value, 1));
        return true;
    }

    /** Index of the next word that is a number, over the small words that stand between parts of a date; or -1. */
    private int neighbour(List<Token> tokens, int from, int step) {
        for (int i = from + step, skipped = 0; i >= 0 && i < tokens.size() && skipped < 3; i += step, skipped++) {
            String word = tokens.get(i).folded();
            if (Character.isDigit(word.charAt(0)) || number(word) >= 0) {
                return i;
            }
            if (!between.contains(word)) {
                return -1;
            }
        }
        return -1;
    }

    private int month(String word) {
        if (word.length() < MONTH_LETTERS_MIN || !Character.isLetter(word.charAt(0))) {
            return 0;
        }
        Month best = new Month("", 0);
        for (Month month : months) {
            boolean fits = word.startsWith(month.stem) && word.length() <= month.stem.length() + 6;
            if (fits && month.stem.length() > best.stem.length()) {
                best = month;
            }
        }
        return best.number;
    }

    private static int number(String text) {
        String digits = OcrDigits.repair(text);
        if (digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(Character::isDigit)) {
            return -1;
        }
        return Integer.parseInt(digits);
    }

    private static String date(int year, int month, int day) {
        if (year < YEAR_MIN || year > YEAR_MAX || day < 1) {
            return "";
        }
        try {
            return LocalDate.of(year, month, day).toString();
        } catch (DateTimeException e) {
            return "";
        }
    }
}
