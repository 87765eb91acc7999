package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kartoteka.ingest.language.Folding;

/** Words of a rule of kind {@code name}: by what a name is known, and by what it is known not to be one. */
final class NameWords {
    final Phrases undersigned;
    final Phrases senders;
    final Phrases parties;
    final Phrases calls;
    final Phrases roles;
    final Phrases never;
    final Phrases forms;
    final Phrases leadingForms;
    final Phrases branches;
    final Phrases connecting;
    final Phrases contacts;
    final Phrases titles;
    final Phrases honorifics;
    final Phrases salutations;
    final Phrases notNames;
    private final Map<String, Phrases> organisations = new HashMap<>();
    private final Phrases allOrganisations;
    private final List<String> patronymics;
    private final Map<String, String> formsAsSpelled = new HashMap<>();
    private final Map<String, String> quotes = new HashMap<>();

    NameWords(FieldRule rule) {
        undersigned = Phrases.of(rule, "undersigned");
        senders = Phrases.of(rule, "senders");
        calls = Phrases.of(rule, "calls");
        parties = Phrases.of(rule, "parties");
        roles = Phrases.of(rule, "roles");
        never = Phrases.of(rule, "never");
        forms = Phrases.of(rule, "companyForms");
        leadingForms = Phrases.of(rule, "leadingForms");
        rule.textLists("organisations").forEach((language, texts) -> organisations.put(language, new Phrases(texts)));
        allOrganisations = Phrases.of(rule, "organisations");
        branches = Phrases.of(rule, "branches");
        connecting = Phrases.of(rule, "connecting");
        contacts = Phrases.of(rule, "contacts");
        titles = Phrases.of(rule, "titles");
        honorifics = Phrases.of(rule, "honorifics");
        salutations = Phrases.of(rule, "salutations");
        notNames = Phrases.of(rule, "notNames");
        for (String form : rule.texts("companyForms")) {
            if (form.length() > 1 && form.equals(form.toUpperCase(Locale.ROOT))) {
                formsAsSpelled.put(Folding.fold(form), form);
            }
        }
        patronymics = new ArrayList<>(rule.texts("patronymics"));
        rule.settings()
                .path("quotes")
                .properties()
                .forEach(entry -> quotes.put(entry.getKey(), entry.getValue().asString()));
    }

    /** Words by which institutions are known in a language: one language's school is another one's debt. */
    Phrases organisations(String language) {
        return organisations.getOrDefault(language, allOrganisations);
    }

    /** Whether a word is called after a father. */
    boolean patronymic(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return patronymics.stream().anyMatch(ending -> small.length() > ending.length() + 1 && small.endsWith(ending));
    }

    /** Whether a firm's name is the name of its owner behind the form. */
    boolean leadingPerson(String name) {
        return name.chars().noneMatch(c -> "„“”\"«»".indexOf(c) >= 0) && owner(name);
    }

    private boolean owner(String name) {
        return Arrays.stream(name.split(" ")).anyMatch(this::patronymic);
    }

    /** Whether no word of a name is a single letter. */
    boolean withoutInitials(String name) {
        NameText text = new NameText(new Sheet("", List.of(new PageLine(0, 0, List.of(), List.of(), name))));
        for (int i = 0; i < text.size(); i++) {
            if (text.get(i).text().length() == 1) {
                return false;
            }
        }
        return true;
    }

    /** A firm's name with what recognition does to the sign "and" and to forms of companies put right. */
    String spelled(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.replaceAll("(?<=\\p{L}) [8%] (?=\\p{L})", " & ")
                .replaceAll("(?<=[. ])0\\.$", "o.")
                .split(" ")) {
            String form = formsAsSpelled.get(Folding.fold(word));
            boolean capitals = word.equals(word.toUpperCase(Locale.ROOT));
            out.append(out.isEmpty() ? "" : " ").append(form == null || !capitals ? word : form);
        }
        return out.toString();
    }

    /** A name without the form of company in front. */
    String withoutForm(String name) {
        int space = name.indexOf(' ');
        boolean formed = space > 0 && formsAsSpelled.containsKey(Folding.fold(name.substring(0, space)));
        return formed ? name.substring(space + 1) : name;
    }

    /** A name with the quotes that are usual in its language. */
    String withUsualQuotes(String name, String language) {
        String pair = quotes.getOrDefault(language, "");
        if (pair.length() != 2) {
            return name;
        }
        String plain = name.replace(",,", "„").replaceAll("[„“”\"«»‚<>]", "\"");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean opens = i == 0 || plain.charAt(i - 1) == ' ' || plain.charAt(i - 1) == '(';
            out.append(c == '"' ? pair.charAt(opens ? 0 : 1) : c);
        }
        return out.toString();
    }
}
