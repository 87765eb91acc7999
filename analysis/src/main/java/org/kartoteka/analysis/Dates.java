package org.kartoteka.analysis;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.kartoteka.analysis.Words.Word;

/**
 * Terms for dates in figures or with the month's name in any of the six languages: {@code @2001-09-17} for
 * {@code 17.09.2001}, {@code 2001-09-17}, {@code 2001. gada 17. septembrī}, {@code September 17, 2001}.
 */
final class Dates {
    private static final String MARK = "@";

    /** Beginnings of folded month names, Kazakh letters as their Russian look-alikes. */
    private static final List<List<String>> MONTHS = List.of(
            List.of("janv", "janu", "sausi", "leden", "ledn", "январ", "кантар"),
            List.of("febr", "vasari", "unor", "феврал", "акпан"),
            List.of("mart", "marc", "kovo", "kovas", "brez", "март", "наурыз"),
            List.of("april", "baland", "dubn", "duben", "апрел", "сауир"),
            List.of("maij", "may", "geguz", "kvet", "мая", "маи", "мамыр"),
            List.of("junij", "june", "birzel", "cerven", "cervn", "июн", "маусым"),
            List.of("julij", "july", "liepos", "cervenc", "июл", "шилде"),
            List.of("august", "rugpj", "srpn", "srpen", "август", "тамыз"),
            List.of("septem", "rugsej", "zari", "сентябр", "кыркуиек"),
            List.of("oktob", "octob", "spali", "rijn", "rijen", "октябр", "казан"),
            List.of("novem", "lapkri", "listopad", "ноябр", "караша"),
            List.of("decem", "gruod", "prosin", "декабр", "желтоксан"));

    private static final Map<String, List<Name>> NAMES = names();
    private static final int[] YEAR_PLACES = {1, 2, -2, -3, -1};

    private Dates() {}

    /** Gives the date that begins at the word to {@code terms}, with how many words it takes. */
    static void at(int index, List<Word> words, String text, ObjIntConsumer<String> terms) {
        if (words.get(index).numeric()) {
            inFigures(index, words, text).ifPresent(date -> terms.accept(MARK + date, 3));
        }
        for (int month = index; month <= index + 3 && month < words.size(); month++) {
            withName(index, month, words, terms);
        }
    }

    private static Optional<LocalDate> inFigures(int index, List<Word> words, String text) {
        if (index + 3 > words.size()) {
            return Optional.empty();
        }
        for (int i = index; i < index + 2; i++) {
            String gap = text.substring(words.get(i).end(), words.get(i + 1).start());
            if (gap.isBlank() || !gap.strip().matches("[./–-]") || gap.length() > 2) {
                return Optional.empty();
            }
        }
        String first = words.get(index).text();
        int middle = number(words.get(index + 1));
        String last = words.get(index + 2).text();
        if (first.length() == 4) {
            return date(number(first), middle, number(last));
        }
        int year = number(last);
        if (last.length() == 2) {
            year += year <= 30 ? 2000 : 1900;
        }
        return middle <= 12 ? date(year, middle, number(first)) : date(year, number(first), middle);
    }

    /** A named month with the day beside it and the year near by; the leftmost of the three is at {@code index}. */
    private static void withName(int index, int month, List<Word> words, ObjIntConsumer<String> terms) {
        int number = words.get(month).month();
        if (number == 0) {
            return;
        }
        for (int day : new int[] {month - 1, month + 1}) {
            for (int place : YEAR_PLACES) {
                int year = month + place;
                boolean inside = day >= 0 && day < words.size() && year >= 0 && year < words.size();
                int leftmost = Math.min(month, Math.min(day, year));
                if (!inside
                        || year == day
                        || leftmost != index
                        || words.get(year).text().length() != 4) {
                    continue;
                }
                Optional<LocalDate> date = date(number(words.get(year)), number, number(words.get(day)));
                if (date.isPresent()) {
                    int span = Math.max(month, Math.max(day, year)) - leftmost + 1;
                    terms.accept(MARK + date.get(), span);
                    return;
                }
            }
        }
    }

    /** The number of the month a folded word names, or 0. */
    static int monthOf(String folded) {
        if (folded.length() < 3) {
            return 0;
        }
        String word = Folding.lookAlike(folded);
        int month = 0;
        for (Name name : NAMES.getOrDefault(word.substring(0, 3), List.of())) {
            if (word.startsWith(name.beginning())) {
                // The last one counts: červenec begins like červen.
                month = name.month();
            }
        }
        return month;
    }

    private static Map<String, List<Name>> names() {
        Map<String, List<Name>> names = new HashMap<>();
        for (int i = 0; i < MONTHS.size(); i++) {
            for (String beginning : MONTHS.get(i)) {
                names.computeIfAbsent(beginning.substring(0, 3), start -> new ArrayList<>())
                        .add(new Name(beginning, i + 1));
            }
        }
        return names;
    }

    private record Name(String beginning, int month) {}

    private static Optional<LocalDate> date(int year, int month, int day) {
        if (year < 1900 || year > 2099) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(Word word) {
        return number(word.text());
    }

    /** The figures at the beginning, or -1: 17th is 17. */
    private static int number(String text) {
        int value = 0;
        int i = 0;
        while (i < text.length() && i < 5 && Character.isDigit(text.charAt(i))) {
            value = value * 10 + Character.digit(text.charAt(i), 10);
            i++;
        }
        return i == 0 ? -1 : value;
    }
}
