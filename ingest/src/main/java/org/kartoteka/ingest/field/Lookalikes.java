package org.kartoteka.ingest.field;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Characters that recognition takes for one another, also across the Latin and the Cyrillic script. */
final class Lookalikes {
    private static final List<String> GROUPS = List.of(
            "0OoОоQD",
            "1lI|іІ!L£ГЛ[{Ł",
            "2Zz7З",
            "3ЗзЭэ8",
            "5SsЅѕ8",
            "8BВ",
            "6бG",
            "9g0",
            "09",
            "38",
            "35",
            "69",
            "KКХXЌ",
            "TТ7",
            "VУvY",
            "CСЄ",
            "EЕЁ£",
            "AАЛ",
            "PР",
            "HН",
            "MМ");

    private static final String CYRILLIC = "аеорсухкмтнвіАЕОРСУХКМТНВІ";
    private static final String LATIN = "aeopcyxkmthbiAEOPCYXKMTHBI";

    private Lookalikes() {}

    static boolean alike(char one, char other) {
        return one == other || GROUPS.stream().anyMatch(group -> group.indexOf(one) >= 0 && group.indexOf(other) >= 0);
    }

    /** Every character that may have been a capital letter, for the brackets of a regular expression. */
    static String classOf(char letter) {
        StringBuilder out = new StringBuilder().append(letter);
        GROUPS.stream().filter(group -> group.indexOf(letter) >= 0).forEach(out::append);
        return out.toString()
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace("^", "\\^");
    }

    /**
     * The one beginning that a misread value may have had.
     *
     * @param known beginnings of all values there are
     * @return the value with its beginning put right; the value itself where that is known or nothing is; null where none or
     *     several would fit
     */
    static @Nullable String withKnownBeginning(String value, List<String> known) {
        if (known.isEmpty() || known.stream().anyMatch(value::startsWith)) {
            return value;
        }
        List<String> fitting = known.stream()
                .filter(beginning -> value.length() >= beginning.length() && mayBe(value, beginning))
                .toList();
        return fitting.size() == 1
                ? fitting.getFirst() + value.substring(fitting.getFirst().length())
                : null;
    }

    /** All characters alike, and of digits at most one differs. */
    private static boolean mayBe(String value, String beginning) {
        int digitsChanged = 0;
        for (int i = 0; i < beginning.length(); i++) {
            char read = value.charAt(i);
            if (!alike(read, beginning.charAt(i))) {
                return false;
            }
            digitsChanged += read != beginning.charAt(i) && Character.isDigit(beginning.charAt(i)) ? 1 : 0;
        }
        return digitsChanged <= 1;
    }

    /** Cyrillic letters that look like Latin ones as those; empty where others remain. */
    static Optional<String> latin(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = CYRILLIC.indexOf(text.charAt(i));
            char c = at < 0 ? text.charAt(i) : LATIN.charAt(at);
            if (c >= 0x400) {
                return Optional.empty();
            }
            out.append(c);
        }
        return Optional.of(out.toString());
    }
}
