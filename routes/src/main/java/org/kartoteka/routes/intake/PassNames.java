package org.kartoteka.routes.intake;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a file's name tells of a stack that is scanned in two passes: {@code stack12-odd.pdf} and {@code stack12-even.pdf} hold the
 * fronts and the backs of stack {@code stack12}. The word for the side is the last of the name, or stands alone before a last number;
 * capitals, diacritics and what stands between words do not matter.
 *
 * @param odd words for the fronts, in any language
 * @param even words for the backs
 */
public record PassNames(Set<String> odd, Set<String> even) {
    /** Hint which pages a file has: {@code odd} or {@code even}. */
    public static final String PAGES = "pages";

    /** Hint what both sides of a stack have in common. */
    public static final String STACK = "stack";

    /** Hint in which order backs come: {@code reversed} or {@code forward}. */
    public static final String BACKS = "backs";

    /** No name tells anything. */
    public static final PassNames NONE = new PassNames(Set.of(), Set.of());

    private static final int KEY_LENGTH_MAX = 200;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");

    public PassNames {
        odd = folded(odd);
        even = folded(even);
    }

    private static Set<String> folded(Set<String> words) {
        return words.stream().map(PassNames::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** The hints with what the name tells, where they do not tell themselves which pages there are. */
    Map<String, String> withHintsOf(String fileName, Map<String, String> hints) {
        if (hints.containsKey(PAGES)) {
            return hints;
        }
        List<String> words = Stream.of(BETWEEN.split(fold(stem(fileName))))
                .filter(word -> !word.isEmpty())
                .toList();
        for (int place = words.size() - 1; place >= Math.max(0, words.size() - 2); place--) {
            Optional<String> side = side(words.get(place));
            if (side.isPresent()) {
                return with(hints, side.get(), key(words, place));
            }
            if (!NUMBER.matcher(words.get(place)).matches()) {
                break;
            }
        }
        return hints;
    }

    private static Map<String, String> with(Map<String, String> hints, String side, String key) {
        Map<String, String> more = new HashMap<>(hints);
        more.put(PAGES, side);
        more.putIfAbsent(STACK, key);
        return more;
    }

    private Optional<String> side(String word) {
        if (odd.contains(word)) {
            return Optional.of("odd");
        }
        return even.contains(word) ? Optional.of("even") : Optional.empty();
    }

    private static String key(List<String> words, int place) {
        List<String> rest = new ArrayList<>(words);
        rest.remove(place);
        String key = String.join("-", rest);
        return key.substring(0, Math.min(KEY_LENGTH_MAX, key.length()));
    }

    /** Without diacritics, in lower case. */
    static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
