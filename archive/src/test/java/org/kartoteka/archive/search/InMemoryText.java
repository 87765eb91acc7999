package org.kartoteka.archive.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.search.IndexedDocument.FieldValue;
import org.kartoteka.archive.search.SearchQuery.Phrase;
import org.kartoteka.archive.search.SearchQuery.Term;
import org.kartoteka.archive.search.SearchQuery.Word;

/** Texts of one document, and which of their words a term matches. */
final class InMemoryText {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}](?:['’]?[\\p{L}\\p{Nd}\\p{Mn}])*");
    private static final int NATIONAL_MIN = 7;
    private static final int PIECES_MAX = 6;

    private final List<String> texts;
    private final List<FieldValue> fields;

    InMemoryText(List<String> texts) {
        this(texts, List.of());
    }

    private InMemoryText(List<String> texts, List<FieldValue> fields) {
        this.texts = texts;
        this.fields = fields;
    }

    static InMemoryText of(IndexedDocument document) {
        List<String> texts = new ArrayList<>();
        document.pages().forEach(page -> texts.add(page.text()));
        document.fields().forEach(field -> {
            texts.add(field.value());
            texts.add(field.printed());
        });
        texts.add(document.fileName());
        texts.addAll(document.caseReferences());
        return new InMemoryText(texts, document.fields());
    }

    /** A place in a text, in chars. */
    record Match(int start, int end, String folded) {}

    boolean matches(List<Term> terms) {
        return terms.stream().allMatch(term -> matches(term) != term.negated());
    }

    private boolean matches(Term term) {
        if (term instanceof SearchQuery.Number number && number.field().isPresent()) {
            String field = number.field().get().toLowerCase(Locale.ROOT);
            return fields.stream()
                    .filter(value -> value.name()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("(number|reference)$", "")
                            .equals(field))
                    .anyMatch(value -> sameNumber(value.value(), number.text())
                            || sameNumber(value.printed(), number.text())
                            || (field.equals("phone") && normal(value.value()).endsWith(normal(number.text()))));
        }
        if (term instanceof SearchQuery.Name name) {
            return hasName(name);
        }
        boolean inTexts = texts.stream().anyMatch(text -> !places(text, term).isEmpty());
        return inTexts
                || (term instanceof SearchQuery.Number number
                        && fields.stream().anyMatch(value -> sameNumber(value.value(), number.text())));
    }

    private boolean hasName(SearchQuery.Name name) {
        List<String> names = fields.stream()
                .filter(field -> field.name().endsWith("Name") || field.name().equals("representative"))
                .flatMap(field -> words(field.value() + " " + field.printed()).stream())
                .map(Match::folded)
                .toList();
        List<Match> wanted = words(String.join(" ", name.words()));
        return !wanted.isEmpty()
                && wanted.stream()
                        .allMatch(word -> names.stream()
                                .anyMatch(found -> name.prefix() && word.equals(wanted.getLast())
                                        ? found.startsWith(word.folded())
                                        : found.equals(word.folded())));
    }

    /** Of the first text, in order, what is to be marked. */
    List<Match> marks(List<Term> terms) {
        List<Match> marks = new ArrayList<>();
        for (Term term : terms) {
            if (!term.negated()) {
                marks.addAll(places(texts.getFirst(), term));
            }
        }
        marks.sort(Comparator.comparingInt(Match::start));
        List<Match> merged = new ArrayList<>();
        for (Match mark : marks) {
            boolean joins = !merged.isEmpty() && mark.start() - merged.getLast().end() <= 2;
            int start = joins ? merged.removeLast().start() : mark.start();
            merged.add(new Match(start, mark.end(), ""));
        }
        return merged;
    }

    private static List<Match> places(String text, Term term) {
        List<Match> words = words(text);
        return switch (term) {
            case Word word -> word.prefix() ? beginnings(words, word.text()) : sequences(words, words(word.text()));
            case Phrase phrase -> sequences(words, words(String.join(" ", phrase.words())));
            case SearchQuery.Number number -> numbers(text, words, number.text());
            case SearchQuery.Name name ->
                words(String.join(" ", name.words())).stream()
                        .flatMap(word -> sequences(words, List.of(word)).stream())
                        .toList();
        };
    }

    private static List<Match> beginnings(List<Match> words, String typed) {
        String beginning = fold(typed.replaceAll("[^\\p{L}\\p{Nd}]", ""));
        if (typed.chars().anyMatch(Character::isDigit)) {
            return runs(words, joined -> normal(joined).startsWith(normal(typed)));
        }
        return words.stream()
                .filter(word -> word.folded().startsWith(beginning))
                .toList();
    }

    private static List<Match> sequences(List<Match> words, List<Match> wanted) {
        List<Match> found = new ArrayList<>();
        for (int i = 0; !wanted.isEmpty() && i + wanted.size() <= words.size(); i++) {
            boolean same = true;
            for (int j = 0; j < wanted.size(); j++) {
                same &= words.get(i + j).folded().equals(wanted.get(j).folded());
            }
            if (same) {
                found.addAll(words.subList(i, i + wanted.size()));
            }
        }
        return found;
    }

    private static List<Match> numbers(String text, List<Match> words, String typed) {
        Optional<String> date = InMemoryDates.in(typed).map(InMemoryDates.Found::date);
        List<Match> found = new ArrayList<>(runs(words, joined -> sameNumber(joined, typed)));
        InMemoryDates.all(text).forEach(place -> {
            if (date.equals(Optional.of(place.date()))) {
                found.add(new Match(place.start(), place.end(), ""));
            }
        });
        return found;
    }

    /** Up to six words with a digit among them that match, joined. */
    private static List<Match> runs(List<Match> words, java.util.function.Predicate<String> wanted) {
        List<Match> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            StringBuilder joined = new StringBuilder();
            for (int j = i; j < Math.min(words.size(), i + PIECES_MAX); j++) {
                joined.append(words.get(j).folded());
                if (joined.chars().anyMatch(Character::isDigit) && wanted.test(joined.toString())) {
                    found.addAll(words.subList(i, j + 1));
                    break;
                }
            }
        }
        return found;
    }

    private static boolean sameNumber(String printed, String typed) {
        String one = normal(printed);
        String other = normal(typed);
        boolean phones = (one + other).chars().allMatch(Character::isDigit)
                && Math.min(one.length(), other.length()) >= NATIONAL_MIN;
        String oneNational = national(one);
        String otherNational = national(other);
        return !other.isEmpty() && (one.equals(other) || (phones && oneNational.equals(otherNational)));
    }

    private static String national(String number) {
        String rest = number.replaceAll("^(00)?(371|370|372|420)(?=\\d{7,})", "");
        return rest.length() >= NATIONAL_MIN + 1 ? rest.replaceAll("^[08]", "") : rest;
    }

    private static List<Match> words(String text) {
        List<Match> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Match(matcher.start(), matcher.end(), fold(matcher.group())));
        }
        return words;
    }

    private static String normal(String text) {
        return fold(text)
                .replaceAll("[^\\p{L}\\p{Nd}]", "")
                .replace('o', '0')
                .replaceAll("[il]", "1")
                .replace('s', '5')
                .replace('b', '8');
    }

    static String fold(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return plain.replaceAll("[\\p{Mn}'’]", "").replace("ß", "ss");
    }
}
