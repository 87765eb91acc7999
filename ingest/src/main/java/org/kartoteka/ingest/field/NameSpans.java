package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import org.kartoteka.ingest.field.NameText.NameToken;
import org.kartoteka.ingest.field.NameText.Span;

/** Finds stretches of a text that look like the name of a person, a firm or an institution, whoever that is. */
final class NameSpans {
    private static final int PERSON_WORDS_MAX = 4;
    private static final int QUOTED_WORDS_MAX = 8;
    private static final int WORDS_BEFORE_QUOTE_MAX = 4;
    private static final int WORDS_BEFORE_FORM_MAX = 6;
    private static final int CELL_WORDS_MAX = 9;

    private final NameWords words;
    private final NameText text;
    private final Phrases organisations;

    NameSpans(NameWords words, NameText text) {
        this.words = words;
        this.text = text;
        this.organisations = words.organisations(text.sheet().language());
    }

    /** The person whose name begins at a word, titles included; an empty list if there is none. */
    List<Span> person(int from) {
        int at = from;
        int full = 0;
        int initials = 0;
        while (at < text.size() && full + initials < PERSON_WORDS_MAX) {
            NameToken token = text.get(at);
            if (at > from && !continues(at, full)) {
                break;
            }
            if (words.titles.at(text, at) > 0 && text.tail(at).startsWith(".")) {
                at++;
                continue;
            }
            if (isInitial(at)) {
                initials++;
            } else if (isNameWord(at) && token.text().length() > 1) {
                full++;
            } else {
                break;
            }
            at++;
        }
        boolean enough = full >= 2 || (full == 1 && initials > 0);
        return enough ? List.of(new Span(from, at - 1)) : List.of();
    }

    private boolean continues(int at, int full) {
        String lead = text.lead(at);
        boolean afterDot = lead.equals(". ") || lead.equals(".");
        if (text.follows(at) || (afterDot && (isInitial(at - 1) || words.titles.at(text, at - 1) > 0))) {
            return true;
        }
        // A patronymic may have come to stand on the next line.
        return lead.equals("\n")
                && full >= 1
                && text.tail(at - 1).equals("\n")
                && words.patronymic(text.get(at).text());
    }

    boolean isInitial(int at) {
        String word = text.get(at).text();
        return word.length() == 1
                && Character.isUpperCase(word.charAt(0))
                && text.tail(at).startsWith(".");
    }

    private boolean isNameWord(int at) {
        String word = text.get(at).text();
        return Character.isUpperCase(word.charAt(0))
                && word.chars().noneMatch(Character::isDigit)
                && words.notNames.at(text, at) == 0
                && words.never.at(text, at) == 0;
    }

    /** All firms and institutions. */
    List<Span> companies() {
        List<Span> found = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            if (text.opensQuote(i)) {
                add(found, quoted(i));
            }
        }
        for (int i = 0; i < text.size(); i++) {
            int count = words.forms.at(text, i);
            if (count > 0) {
                add(found, formed(i, i + count - 1));
            }
        }
        for (int i = 0; i < text.size(); i = text.cellEnd(i) + 1) {
            add(found, institution(i, text.cellEnd(i)));
        }
        return found;
    }

    private void add(List<Span> found, List<Span> spans) {
        for (Span span : spans) {
            boolean taken = found.stream().anyMatch(span::overlaps);
            boolean never = false;
            for (int i = span.first(); i <= span.last(); i++) {
                never |= words.never.at(text, i) > 0;
            }
            if (!taken && !never) {
                found.add(branched(span));
            }
        }
    }

    private Span branched(Span span) {
        for (int i = span.last() + 1; i < Math.min(text.size(), span.last() + 4) && !text.startsCell(i); i++) {
            if (words.branches.at(text, i) > 0) {
                return new Span(span.first(), i);
            }
        }
        return span;
    }

    private List<Span> quoted(int open) {
        int close = -1;
        for (int i = open; i < Math.min(text.size(), open + QUOTED_WORDS_MAX) && close < 0; i++) {
            close = text.closesQuote(i) ? i : -1;
            if (i > open && text.lead(i).indexOf('\t') >= 0) {
                break;
            }
        }
        if (close < 0) {
            return List.of();
        }
        int last = close;
        boolean institutionFollows = false;
        if (close + 1 < text.size() && !text.lead(close + 1).contains("\t")) {
            int after = Math.max(words.forms.at(text, close + 1), organisations.at(text, close + 1));
            last = close + after;
            institutionFollows = after > 0 && organisations.at(text, close + 1) > 0;
        }
        int first = open;
        int earliest = Math.max(text.cellStart(open), open - WORDS_BEFORE_QUOTE_MAX);
        for (int i = open - 1; i >= earliest && plainBetween(i + 1, open); i--) {
            boolean form = words.forms.at(text, i) > 0 || organisations.at(text, i) > 0;
            boolean cellBegins = institutionFollows && text.startsCell(i) && text.capital(i);
            first = form || cellBegins ? i : first;
        }
        return first < open || last > close ? List.of(new Span(first, last)) : List.of();
    }

    private boolean plainBetween(int at, int open) {
        return text.follows(at) || (at == open && text.lead(at).strip().length() <= 2 && !text.startsCell(at));
    }

    private List<Span> formed(int first, int last) {
        boolean leading = words.leadingForms.at(text, first) > 0;
        if (leading && last + 1 < text.size() && text.follows(last + 1) && text.capital(last + 1)) {
            List<Span> person = person(last + 1);
            int end = last + 1;
            while (end + 1 < text.size() && end - last < 4 && text.follows(end + 1) && text.capital(end + 1)) {
                end++;
            }
            return List.of(
                    new Span(first, person.isEmpty() ? end : person.getFirst().last()));
        }
        int begin = first;
        while (begin > 0 && first - begin < WORDS_BEFORE_FORM_MAX && belongsBeforeForm(begin, first)) {
            begin--;
        }
        while (begin < first && !text.capital(begin)) {
            begin++;
        }
        return begin < first ? List.of(new Span(begin, last)) : List.of();
    }

    /** Whether the word before {@code at} is part of a name whose form follows. */
    private boolean belongsBeforeForm(int at, int form) {
        String lead = text.lead(at);
        if (lead.indexOf('\n') >= 0 || lead.indexOf('\t') >= 0 || (lead.matches(".*[.;:)].*") && !lead.contains("("))) {
            return lead.equals(") ") || lead.equals(")");
        }
        boolean joined =
                lead.isBlank() || lead.matches(".*[&%].*") || lead.contains("(") || (at == form && lead.equals(", "));
        return joined
                && (text.capital(at - 1)
                        || lead.matches(".*[&%].*")
                        || isAmpersand(at - 1)
                        || words.connecting.at(text, at - 1) > 0
                        || besideAmpersand(at - 1));
    }

    /** Recognition takes the sign for an 8 or a per cent sign. */
    private boolean isAmpersand(int at) {
        return at > 0 && text.get(at).text().equals("8") && text.capital(at - 1);
    }

    private boolean besideAmpersand(int at) {
        return text.lead(at).matches(".*[&%].*") || text.get(at - 1).text().equals("8");
    }

    private List<Span> institution(int cellStart, int cellEnd) {
        int first = cellStart;
        while (first < cellEnd && Character.isLowerCase(text.get(first).text().charAt(0))) {
            first++;
        }
        int last = first;
        while (last < cellEnd && words.contacts.at(text, last + 1) == 0) {
            last++;
        }
        if (last - first >= CELL_WORDS_MAX || last <= first) {
            return List.of();
        }
        boolean known = false;
        for (int i = first; i <= last; i++) {
            boolean broken = i > first && text.lead(i).matches(".*[:;/,?!].*");
            if (broken || words.notNames.at(text, i) > 0 || words.roles.at(text, i) > 0) {
                return List.of();
            }
            boolean ampersand = i > first && text.lead(i).contains("&") && text.capital(i);
            known |= organisations.at(text, i) > 0 || ampersand;
        }
        char begins = text.get(first).text().charAt(0);
        boolean sentence = text.tail(last).startsWith(".") || text.tail(last).startsWith(",");
        boolean named = Character.isUpperCase(begins) || Character.isDigit(begins) || begins == '№';
        char ends = text.get(last).text().charAt(0);
        boolean closes = !Character.isLowerCase(ends) || organisations.at(text, last) > 0;
        return known && named && closes && !sentence ? List.of(new Span(first, last)) : List.of();
    }
}
