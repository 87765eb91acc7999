package org.kartoteka.archive.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.search.QueryLexer.Piece;
import org.kartoteka.archive.search.SearchQuery.Phrase;
import org.kartoteka.archive.search.SearchQuery.Term;
import org.kartoteka.archive.search.SearchQuery.Word;

/**
 * Turns what an agent types into a typed query. Never fails: what it does not understand is searched as words.
 *
 * <p>Words; {@code "phrases"}; {@code -excluded}; {@code prefix*}; numbers, also with spaces as phones are said;
 * {@code type:complaint}, {@code language:lv} (or {@code lang:}), {@code channel:fax}, each also as a list with commas;
 * {@code case:L-2001-004512}; {@code date:2001-10..2001-12}, {@code date:2001}, {@code date:2001-10-05},
 * {@code date:05.10.2001}, {@code date:2001..}; {@code phone:}, {@code contract:}, {@code customer:}, {@code invoice:};
 * {@code name:}.
 *
 * <p>Reads the first {@value QueryLexer#TEXT_MAX} characters and the first {@link SearchQuery#TERMS_MAX} terms. Text that
 * is not blank but has nothing to search for, such as {@code ???}, becomes a word that matches nothing.
 */
public final class QueryParser {
    private static final int PHRASE_WORDS_MAX = 32;
    private static final int FILTER_VALUES_MAX = 32;
    private static final Set<String> NUMBER_FIELDS = Set.of("phone", "contract", "customer", "invoice");

    private final List<Piece> pieces;
    private final List<Term> terms = new ArrayList<>();
    private final Set<String> types = new LinkedHashSet<>();
    private final Set<String> languages = new LinkedHashSet<>();
    private final Set<String> channels = new LinkedHashSet<>();
    private Optional<String> caseReference = Optional.empty();
    private Optional<LocalDate> from = Optional.empty();
    private Optional<LocalDate> to = Optional.empty();
    private int next;

    private QueryParser(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** The query for the first page of 20 hits. */
    public static SearchQuery parse(String text) {
        QueryParser parser = new QueryParser(QueryLexer.pieces(text));
        SearchQuery query = parser.query();
        boolean nothing = query.equals(SearchQuery.all());
        return nothing && !text.isBlank() ? query.withTerms(List.of(new Word("?", false, false))) : query;
    }

    private SearchQuery query() {
        while (next < pieces.size()) {
            Piece piece = pieces.get(next++);
            if (piece.field().isEmpty()) {
                addTerms(piece);
            } else if (!addFilter(piece)) {
                addTerms(new Piece(piece.negated(), "", piece.field() + " " + piece.text(), true));
            }
        }
        List<Term> kept = terms.subList(0, Math.min(terms.size(), SearchQuery.TERMS_MAX));
        return new SearchQuery(kept, types, languages, channels, caseReference, from, to, 0, 20);
    }

    private boolean addFilter(Piece piece) {
        String field = piece.field();
        if (NUMBER_FIELDS.contains(field)) {
            return addFieldNumber(piece);
        }
        if (field.equals("name")) {
            return addName(piece);
        }
        if (piece.negated()) {
            return false;
        }
        return switch (field) {
            case "type" -> addValues(types, piece.text());
            case "language", "lang" -> addValues(languages, piece.text());
            case "channel" -> addValues(channels, piece.text());
            case "case" -> setCase(piece.text());
            case "date" -> setDates(piece.text());
            default -> false;
        };
    }

    private boolean addName(Piece piece) {
        List<String> words = words(piece.text());
        if (!words.isEmpty()) {
            terms.add(new SearchQuery.Name(words, piece.text().endsWith("*"), piece.negated()));
        }
        return !words.isEmpty();
    }

    private boolean addFieldNumber(Piece piece) {
        if (!QueryLexer.hasDigit(piece.text())) {
            return false;
        }
        String number = piece.quoted() ? piece.text().strip() : withRest(piece.text());
        terms.add(new SearchQuery.Number(number, Optional.of(piece.field()), piece.negated()));
        return true;
    }

    private static boolean addValues(Set<String> values, String text) {
        boolean any = false;
        for (String value : text.split(",")) {
            String code = value.strip().toLowerCase(Locale.ROOT);
            if (!code.isEmpty() && values.size() < FILTER_VALUES_MAX) {
                any |= values.add(code);
            }
        }
        return any;
    }

    private boolean setCase(String text) {
        try {
            caseReference = Optional.of(CaseReference.parse(text).value());
            return true;
        } catch (IllegalArgumentException notAReference) {
            return false;
        }
    }

    private boolean setDates(String text) {
        Optional<DateRange> range = DateRange.parse(text);
        range.ifPresent(dates -> {
            from = dates.from();
            to = dates.to();
        });
        return range.isPresent();
    }

    private void addTerms(Piece piece) {
        if (piece.quoted()) {
            addQuoted(piece);
            return;
        }
        boolean prefix = piece.text().endsWith("*");
        String word = QueryLexer.stripped(piece.text());
        if (word.isEmpty()) {
            return;
        }
        if (!prefix && QueryLexer.isNumber(word)) {
            terms.add(new SearchQuery.Number(withRest(word), Optional.empty(), piece.negated()));
        } else {
            terms.add(new Word(word, prefix, piece.negated()));
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String part : text.split("\\s+")) {
            String word = QueryLexer.stripped(part);
            if (!word.isEmpty() && words.size() < PHRASE_WORDS_MAX) {
                words.add(word);
            }
        }
        return words;
    }

    private void addQuoted(Piece piece) {
        List<String> words = words(piece.text());
        if (words.isEmpty()) {
            return;
        }
        String joined = String.join(" ", words);
        if (words.stream().allMatch(QueryLexer::isDigits) || (words.size() == 1 && QueryLexer.isNumber(joined))) {
            terms.add(new SearchQuery.Number(joined, Optional.empty(), piece.negated()));
        } else if (words.size() == 1) {
            terms.add(new Word(joined, false, piece.negated()));
        } else {
            terms.add(new Phrase(words, piece.negated()));
        }
    }

    /** The number with the pieces after it that belong to it, as in {@code +371 52 990174}. */
    private String withRest(String first) {
        StringBuilder number = new StringBuilder(first);
        boolean opens = QueryLexer.isDigits(first)
                && !QueryLexer.isYearLike(first)
                && (first.startsWith("+") || first.startsWith("(") || QueryLexer.digits(first) <= 4);
        int digits = QueryLexer.digits(first);
        while (opens && next < pieces.size()) {
            Piece piece = pieces.get(next);
            String text = QueryLexer.stripped(piece.text());
            int more = QueryLexer.digits(text);
            boolean belongs = !piece.negated()
                    && !piece.quoted()
                    && piece.field().isEmpty()
                    && !piece.text().endsWith("*")
                    && QueryLexer.isDigits(text)
                    && !QueryLexer.isYearLike(text)
                    && more >= (first.startsWith("+") ? 1 : 2)
                    && more <= 8
                    && digits + more <= 15;
            if (!belongs) {
                break;
            }
            number.append(' ').append(text);
            digits += more;
            next++;
        }
        return number.toString();
    }
}
