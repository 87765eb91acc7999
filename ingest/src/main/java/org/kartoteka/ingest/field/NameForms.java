package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.ingest.language.Folding;
import tools.jackson.databind.JsonNode;

/** Forms of one name: inflected, with initials, in another order. What endings there are is data of the rule. */
final class NameForms {
    /** In which case a name stands. */
    enum Case {
        PLAIN,
        /** As after "from" or "with". */
        FROM,
        /** As after "to". */
        TO
    }

    private static final int STEM_MIN = 3;
    private static final int ENDING_MAX = 4;

    private record Ending(String inflected, String plain) {}

    /** Endings by language and case, for each gender. */
    private final Map<String, List<List<Ending>>> endings = new HashMap<>();

    private final Set<String> lastWordOnly;

    NameForms(FieldRule rule) {
        rule.settings()
                .path("inflections")
                .properties()
                .forEach(language -> language.getValue()
                        .properties()
                        .forEach(kind ->
                                endings.put(language.getKey() + ' ' + kind.getKey(), genders(kind.getValue()))));
        lastWordOnly = new HashSet<>(rule.texts("inflectedLastWordOnly"));
    }

    private static List<List<Ending>> genders(JsonNode node) {
        List<List<Ending>> genders = new ArrayList<>();
        for (JsonNode gender : node) {
            List<Ending> list = new ArrayList<>();
            gender.properties()
                    .forEach(ending -> list.add(
                            new Ending(ending.getKey(), ending.getValue().asString())));
            list.sort(Comparator.comparingInt((Ending ending) -> ending.inflected.length())
                    .reversed());
            genders.add(list);
        }
        return genders;
    }

    /** The plain form of an inflected name; empty where its words do not all bear endings of one gender. */
    Optional<String> plain(String name, Case inflected, String language) {
        String best = "";
        int bestLength = 0;
        for (List<Ending> gender :
                endings.getOrDefault(language + ' ' + inflected.name().toLowerCase(Locale.ROOT), List.of())) {
            List<String> out = new ArrayList<>();
            int length = 0;
            String[] words = name.split(" ");
            boolean all = true;
            for (int i = 0; i < words.length; i++) {
                boolean mayStay = (lastWordOnly.contains(language) && i + 1 < words.length) || words[i].endsWith(".");
                Optional<Ending> ending = mayStay ? Optional.empty() : ending(words[i], gender);
                all &= mayStay || ending.isPresent();
                length += ending.map(found -> found.inflected.length()).orElse(0);
                String word = words[i];
                out.add(ending.map(found -> word.substring(0, word.length() - found.inflected.length()) + found.plain)
                        .orElse(word));
            }
            if (all && length > bestLength) {
                best = String.join(" ", out);
                bestLength = length;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Whether a name bears an ending that is set on as a whole, where its language does so. */
    boolean suffixed(String name, String language) {
        return lastWordOnly.contains(language)
                && plain(name, Case.FROM, language).isPresent();
    }

    private static Optional<Ending> ending(String word, List<Ending> gender) {
        String small = word.toLowerCase(Locale.ROOT);
        return gender.stream()
                .filter(ending -> small.endsWith(ending.inflected) && small.length() >= ending.inflected.length() + 2)
                .findFirst();
    }

    /** Words of a name for comparing; quotes and punctuation left out. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : Folding.fold(name).split("[^\\p{L}\\p{N}-]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Whether two words may be forms of one, or one the initial of the other. */
    static boolean sameWord(String one, String other) {
        if (one.length() == 1 || other.length() == 1) {
            return one.charAt(0) == other.charAt(0);
        }
        int shorter = Math.min(one.length(), other.length());
        int longer = Math.max(one.length(), other.length());
        int common = 0;
        while (common < shorter && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        boolean stem = common >= Math.max(STEM_MIN, shorter - 2) && longer - common <= ENDING_MAX;
        return stem || (shorter >= 5 && Tokens.distance(one, other, 1) <= 1);
    }

    /** Whether two names may be of the same person or firm. */
    static boolean sameName(String one, String other) {
        List<String> left = words(one);
        List<String> right = new ArrayList<>(words(other));
        boolean longWordFound = false;
        int missing = 0;
        for (String word : left) {
            Optional<String> same = right.stream()
                    .filter(candidate -> sameWord(word, candidate))
                    .max(Comparator.comparingInt(String::length));
            if (same.isPresent()) {
                longWordFound |= word.length() >= STEM_MIN && same.get().length() >= STEM_MIN;
                right.remove(same.get());
            } else {
                missing++;
            }
        }
        return longWordFound && (missing == 0 || right.isEmpty());
    }
}
