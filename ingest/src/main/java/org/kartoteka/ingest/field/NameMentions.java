package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kartoteka.ingest.field.FieldRule.Strength;
import org.kartoteka.ingest.field.NameForms.Case;
import org.kartoteka.ingest.field.NameText.Span;

/** Every mention of a name on a page, with what speaks for its being the customer's. Those of staff are left out. */
final class NameMentions {
    private static final double TOP = 0.32;
    private static final int TOP_LINES = 6;
    private static final double BOTTOM = 0.55;
    private static final int SIGNATURE_LINES = 7;
    private static final int PARTY_WORDS = 16;
    private static final int NUMBER_WORDS = 12;
    private static final int WORDS_AFTER_SELF = 4;
    private static final int CELL_CHARS_MAX = 70;

    /** Why a name may be the customer's. */
    enum Reason {
        LABEL,
        SELF,
        SENDER,
        PARTY,
        TOP,
        SIGNATURE,
        NUMBERED,
        IN_TEXT,
        GREETED
    }

    /**
     * A name on a page.
     *
     * @param whole without initials
     * @param inflected in which case it seems to stand
     */
    record Mention(
            String name,
            boolean company,
            boolean whole,
            Case inflected,
            String language,
            Map<Reason, Double> reasons,
            FoundValue place) {

        double strongest() {
            return reasons.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
        }

        FoundValue value(String name) {
            return new FoundValue(place.line(), place.from(), place.to(), name, 1);
        }
    }

    private final NameWords words;
    private final NameForms forms;
    private final NameText text;
    private final NameSpans spans;
    private final Labels labels;
    private final String language;
    private final boolean firstPage;
    private final List<Span> companies;

    NameMentions(NameRule rule, Sheet sheet, boolean firstPage) {
        this.words = rule.words();
        this.forms = rule.forms();
        this.text = new NameText(sheet);
        this.spans = new NameSpans(words, text);
        this.labels = new Labels(rule.rule(), sheet.lines());
        this.language = sheet.language();
        this.firstPage = firstPage;
        this.companies = spans.companies();
    }

    List<Mention> all() {
        List<Mention> found = new ArrayList<>();
        List<Span> taken = new ArrayList<>(companies);
        companies.forEach(span -> add(found, span, true));
        for (int i = 0; i < text.size(); i++) {
            if (words.honorifics.at(text, i) > 0) {
                continue;
            }
            for (Span person : spans.person(i)) {
                if (taken.stream().noneMatch(person::overlaps)) {
                    taken.add(person);
                    add(found, person, false);
                }
                i = person.last();
            }
        }
        for (int i = 0; i < text.size(); i = text.cellEnd(i) + 1) {
            Span cell = new Span(i, text.cellEnd(i));
            if (taken.stream().noneMatch(cell::overlaps)) {
                addLabelled(found, cell);
            }
        }
        greeted(found);
        return found;
    }

    private void add(List<Mention> found, Span span, boolean company) {
        Map<Reason, Double> reasons = new EnumMap<>(Reason.class);
        String name = company ? words.spelled(text.printed(span)) : text.printed(span);
        Optional<Labels.Near> label = labels.beside(text.value(span, name));
        if (label.filter(near -> near.strength() == Strength.NOT).isPresent()) {
            return;
        }
        label.ifPresent(near -> reasons.put(Reason.LABEL, near.strength().score() * near.quality()));
        boolean whole = company || words.withoutInitials(name);
        boolean role = roleBefore(span);
        boolean staff = !company && (role || officeOfCompanyAbove(span));
        boolean capitals = !company && name.equals(name.toUpperCase(Locale.ROOT));
        Case inflected = Case.PLAIN;
        if (self(span) && !staff) {
            reasons.put(Reason.SELF, 0.85);
        }
        Optional<Case> sent = sender(span, name);
        if (sent.isPresent()) {
            reasons.put(Reason.SENDER, 0.85);
            inflected = sent.get();
        }
        if (party(span) && !staff && whole) {
            reasons.put(Reason.PARTY, 0.8);
            inflected = reasons.containsKey(Reason.LABEL) || company ? inflected : guess(name, Case.FROM);
        }
        if (atTop(span, company) && !staff && !capitals) {
            reasons.put(Reason.TOP, !whole ? 0.2 : company ? 0.65 : 0.55);
            inflected = inflected == Case.PLAIN && !company ? guess(name, Case.TO) : inflected;
        }
        if (signs(span) && !staff && !(roleBeside(span) && !company)) {
            boolean last =
                    text.sheet().lines().size() - text.get(span.first()).line().position() <= SIGNATURE_LINES;
            reasons.put(Reason.SIGNATURE, !whole ? 0.2 : last ? 0.5 : 0.35);
        }
        if (company) {
            reasons.put(Reason.IN_TEXT, 0.3);
        }
        if (!reasons.isEmpty()) {
            if (numbered(span)) {
                reasons.put(Reason.NUMBERED, 0.3);
            }
            found.add(new Mention(name, company, whole, inflected, language, reasons, text.value(span, name)));
        }
    }

    /** A cell of another form than names usually have, but with the right label. */
    private void addLabelled(List<Mention> found, Span cell) {
        Span name = cell;
        for (int i = cell.first() + 1; i <= cell.last(); i++) {
            if (text.lead(i).matches(".*[,;:(].*")) {
                name = new Span(cell.first(), i - 1);
                break;
            }
        }
        String printed = text.printed(name);
        char first = printed.isEmpty() ? ' ' : printed.charAt(0);
        long letters = printed.chars().filter(Character::isLetter).count();
        long capitals = IntStream.rangeClosed(name.first(), name.last())
                .filter(text::capital)
                .count();
        boolean sentence =
                2 * capitals <= name.last() - name.first() || printed.chars().anyMatch(Character::isDigit);
        boolean like = Character.isUpperCase(first) || first == '№' || "„“\"«".indexOf(first) >= 0;
        if (name.last() == name.first()
                || text.get(name.first()).text().length() < 2
                || sentence
                || !like
                || letters < 4
                || letters * 2 < printed.length()
                || printed.length() > CELL_CHARS_MAX) {
            return;
        }
        for (int i = name.first(); i <= name.last(); i++) {
            if (words.notNames.at(text, i) > 0 || words.never.at(text, i) > 0 || words.roles.at(text, i) > 0) {
                return;
            }
        }
        FoundValue place = text.value(name, printed);
        labels.beside(place)
                .filter(near -> near.strength() != Strength.NOT && near.quality() == 1)
                .ifPresent(near -> found.add(new Mention(
                        printed,
                        true,
                        true,
                        Case.PLAIN,
                        language,
                        Map.of(Reason.LABEL, 0.8 * near.strength().score() * near.quality()),
                        place)));
    }

    private Case guess(String name, Case inflected) {
        return forms.plain(words.withoutForm(name), inflected, language).isPresent() ? inflected : Case.PLAIN;
    }

    /** "I, NAME", also with "the undersigned" and the like between. */
    private boolean self(Span span) {
        for (int i = span.first() - 1; i >= 0 && i >= span.first() - WORDS_AFTER_SELF; i--) {
            int begins = words.undersigned.endingAt(text, i);
            boolean alone = begins >= 0 && begins == i;
            boolean comma = text.tail(i).startsWith(",");
            if (begins >= 0 && (!alone || comma || (text.capital(i) && i == span.first() - 1))) {
                return true;
            }
            if (text.capital(i) || text.lead(i + 1).matches(".*[.;:].*")) {
                return false;
            }
        }
        return false;
    }

    private Optional<Case> sender(Span span, String name) {
        int at = span.first() - 1;
        while (at >= 0 && words.honorifics.at(text, at) > 0) {
            at--;
        }
        int begins = at < 0 ? -1 : words.senders.endingAt(text, at);
        if (begins >= 0 && text.startsCell(begins)) {
            boolean listed = text.tail(at).contains(":");
            return Optional.of(listed ? Case.PLAIN : guess(name, Case.FROM));
        }
        boolean ablative = firstPage
                && text.place(span.first()) < TOP + 0.1
                && text.tail(span.last()).matches("[,.].*|\\s*\\n")
                && forms.suffixed(name, language);
        return ablative ? Optional.of(Case.FROM) : Optional.empty();
    }

    /** Whether a contract goes on to call the name its customer. */
    private boolean party(Span span) {
        int roleless = span.first() - 1;
        if (roleless >= 0 && words.roles.at(text, roleless) > 0) {
            return false;
        }
        for (int i = span.last() + 1; i < Math.min(text.size(), span.last() + PARTY_WORDS); i++) {
            int at = i;
            if (companies.stream().anyMatch(other -> other.first() == at) || words.never.at(text, i) > 0) {
                return false;
            }
            boolean marked = text.lead(i).matches(".*[(„“\"«–—,-]\\s*$") || words.calls.endingAt(text, i - 1) >= 0;
            if (marked && words.parties.at(text, i) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean atTop(Span span, boolean company) {
        if (!firstPage) {
            return false;
        }
        int position = text.get(span.first()).line().position();
        if (position >= TOP_LINES && text.place(span.first()) > TOP) {
            return false;
        }
        boolean ends = text.endsCell(span.last()) || text.tail(span.last()).matches("[,(].*");
        return company || (text.startsCell(span.first()) && ends);
    }

    private boolean signs(Span span) {
        int cell = text.cellEnd(span.first()) - text.cellStart(span.first());
        return text.place(span.first()) >= BOTTOM
                && text.endsCell(span.last())
                && cell <= span.last() - span.first() + WORDS_AFTER_SELF;
    }

    private boolean roleBefore(Span span) {
        for (int i = span.first() - 1; i >= Math.max(0, span.first() - 3); i--) {
            if (words.roles.at(text, i) > 0) {
                return true;
            }
            if (text.startsCell(i) || text.lead(i + 1).matches(".*[,;:].*")) {
                return false;
            }
        }
        return false;
    }

    /** Whether the line above ends with an office in a firm: who follows holds it. */
    private boolean officeOfCompanyAbove(Span span) {
        int above = span.first() - 1;
        boolean nextLine = above >= 0
                && text.startsCell(span.first())
                && text.get(span.first()).line().position()
                                - text.get(above).line().position()
                        == 1;
        if (!nextLine) {
            return false;
        }
        int position = text.get(above).line().position();
        boolean office = false;
        boolean firm = false;
        for (int i = above; i >= 0 && text.get(i).line().position() == position; i--) {
            int at = i;
            office |= words.roles.at(text, i) > 0;
            firm |= companies.stream().anyMatch(company -> company.first() <= at && at <= company.last());
        }
        return office && firm;
    }

    /** Whether a signature bears an office: in its line, or alone in the line above or below. */
    private boolean roleBeside(Span span) {
        int position = text.get(span.first()).line().position();
        for (int i = Math.max(0, span.first() - 12); i < Math.min(text.size(), span.last() + 8); i++) {
            int distance = Math.abs(text.get(i).line().position() - position);
            boolean near = distance == 0 || (distance == 1 && text.cellEnd(i) - text.cellStart(i) < WORDS_AFTER_SELF);
            if (near && words.roles.at(text, i) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean numbered(Span span) {
        for (int i = span.last() + 1; i < Math.min(text.size(), span.last() + NUMBER_WORDS); i++) {
            if (text.get(i).text().matches("\\d{8}")) {
                return true;
            }
        }
        return false;
    }

    /** A name that the letter greets gains. */
    private void greeted(List<Mention> found) {
        for (int i = 0; i + 1 < text.size(); i++) {
            if (words.salutations.at(text, i) == 0) {
                continue;
            }
            for (int j = i + 1; j < Math.min(text.size(), i + 4); j++) {
                String word = text.get(j).folded();
                if (word.length() > 2 && text.capital(j)) {
                    found.stream()
                            .filter(mention -> NameForms.words(mention.name()).stream()
                                    .anyMatch(part -> NameForms.sameWord(part, word)))
                            .filter(mention -> mention.reasons() instanceof EnumMap)
                            .forEach(mention -> mention.reasons().put(Reason.GREETED, 0.45));
                }
            }
        }
    }
}
