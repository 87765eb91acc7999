package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.ingest.field.NameForms.Case;
import org.kartoteka.ingest.field.NameMentions.Mention;
import org.kartoteka.ingest.field.NameMentions.Reason;

/**
 * Decides who the customer of a document is: gathers every mention of a person, firm or institution with the reasons that
 * speak for it, takes mentions of one name together, and gives the best name in its plain form.
 */
final class CustomerNames {
    private static final double SCORE_MIN = 0.4;

    /** A name with its place and how sure it is, 0 to 1. */
    record Named(FoundValue value, double score) {}

    private final NameRule rule;
    private final NameWords words;
    private final NameForms forms;

    CustomerNames(FieldRule rule) {
        this.rule = NameRule.of(rule);
        this.words = this.rule.words();
        this.forms = this.rule.forms();
    }

    Optional<Named> find(List<Sheet> sheets) {
        List<Mention> mentions = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            mentions.addAll(new NameMentions(rule, sheets.get(i), i == 0).all());
        }
        List<List<Mention>> groups = groups(mentions);
        return groups.stream()
                .max(Comparator.comparingDouble(CustomerNames::score))
                .filter(group -> score(group) >= SCORE_MIN)
                .map(this::named);
    }

    private static List<List<Mention>> groups(List<Mention> mentions) {
        List<List<Mention>> groups = new ArrayList<>();
        for (Mention mention : mentions) {
            List<Mention> home = null;
            for (List<Mention> group : groups) {
                if (group.stream().anyMatch(other -> NameForms.sameName(other.name(), mention.name()))) {
                    home = group;
                    break;
                }
            }
            if (home == null) {
                home = new ArrayList<>();
                groups.add(home);
            }
            home.add(mention);
        }
        return groups;
    }

    /** Each kind of reason counts once, at its strongest. */
    private static double score(List<Mention> group) {
        Map<Reason, Double> weights = new EnumMap<>(Reason.class);
        group.forEach(
                mention -> mention.reasons().forEach((reason, weight) -> weights.merge(reason, weight, Math::max)));
        double doubt = 1;
        for (double weight : weights.values()) {
            doubt *= 1 - weight;
        }
        return 1 - doubt;
    }

    private Named named(List<Mention> group) {
        Mention best = group.stream()
                .max(Comparator.comparing(Mention::whole)
                        .thenComparing(mention -> !isCapitals(mention.name()))
                        .thenComparing(mention -> mention.inflected() == Case.PLAIN)
                        .thenComparingDouble(Mention::strongest))
                .orElseThrow();
        String bare = words.withoutForm(best.name());
        String form = best.name().substring(0, best.name().length() - bare.length());
        boolean person = !best.company() || words.leadingPerson(best.name());
        String name = form + (person ? plainWords(bare, best, group) : institution(bare, best));
        name = words.withUsualQuotes(name, best.language());
        return new Named(best.value(name), score(group));
    }

    /** Some languages set endings on the last word of any name. */
    private String institution(String name, Mention best) {
        return forms.suffixed(name, best.language())
                ? forms.plain(name, Case.FROM, best.language()).orElse(name)
                : name;
    }

    private String plainWords(String bare, Mention best, List<Mention> group) {
        String name = capitalised(bare);
        if (best.inflected() != Case.PLAIN) {
            name = forms.plain(name, best.inflected(), best.language()).orElse(name);
            for (Mention other : group) {
                if (other.inflected() == Case.PLAIN) {
                    name = withFormsOf(name, other.name());
                }
            }
        }
        return name;
    }

    /** Full words of a name that stand elsewhere in their plain form are taken from there. */
    private static String withFormsOf(String name, String plain) {
        List<String> out = new ArrayList<>();
        for (String word : name.split(" ")) {
            String taken = word;
            for (String other : plain.split(" ")) {
                if (other.length() > 2
                        && !other.endsWith(".")
                        && NameForms.sameWord(
                                NameForms.words(word).stream().findFirst().orElse("-"),
                                NameForms.words(other).stream().findFirst().orElse("+"))) {
                    taken = other;
                }
            }
            out.add(taken);
        }
        return String.join(" ", out);
    }

    private static boolean isCapitals(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }

    /** A name in capital letters throughout becomes one of capitalised words. */
    private static String capitalised(String name) {
        if (!isCapitals(name)) {
            return name;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean begins = i == 0 || !Character.isLetter(name.charAt(i - 1));
            String letter = name.substring(i, i + 1);
            out.append(begins ? letter : letter.toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }
}
