package org.kartoteka.ingest.split;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.Hints;

/**
 * What the codes on a separator sheet say of the document behind it: <code>case=…;type=…;language=…</code>, in any order, each at
 * most once. The sheet on top of a pass of a stack says <code>pages=odd;stack=…</code> or <code>pages=even;stack=…</code>, with
 * <code>backs=forward</code> where the backs do not come in reverse. A code that says anything else says nothing; it is never an error.
 */
public final class CoverSheet {
    /** The values of PATCH-T sheets, which only separate. */
    private static final Pattern PATCH = Pattern.compile("PATCH[- ]?T", Pattern.CASE_INSENSITIVE);

    private static final Pattern CASE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}./_-]{0,63}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern SIDE = Pattern.compile("(?i)odd|even");
    private static final Pattern STACK = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}./_-]{0,63}");
    private static final Pattern BACKS = Pattern.compile("(?i)reversed|forward");
    private static final int LENGTH_MAX = 300;

    private CoverSheet() {}

    /** Whether codes make a page a separator sheet. */
    public static boolean separates(List<String> barcodes) {
        return barcodes.stream()
                .anyMatch(code -> PATCH.matcher(code.strip()).matches()
                        || !hints(List.of(code)).equals(Hints.NONE)
                        || pass(List.of(code)).isPresent());
    }

    /**
     * What a sheet says of the pass that it lies on.
     *
     * @param side {@code odd} or {@code even}
     * @param stack what both sides have in common, in lower case; may be empty
     * @param backs {@code reversed} or {@code forward}, where it says so
     */
    public record Pass(String side, String stack, Optional<String> backs) {}

    /** The pass that the codes of a page speak of; empty where they speak of none. */
    public static Optional<Pass> pass(List<String> barcodes) {
        for (String code : barcodes) {
            Map<String, String> values = values(code);
            Optional<String> side = valid(values.get("pages"), SIDE);
            if (side.isPresent()) {
                return Optional.of(new Pass(
                        side.get().toLowerCase(Locale.ROOT),
                        valid(values.get("stack"), STACK).orElse("").toLowerCase(Locale.ROOT),
                        valid(values.get("backs"), BACKS).map(backs -> backs.toLowerCase(Locale.ROOT))));
            }
        }
        return Optional.empty();
    }

    /** The hints in the codes of a page; {@link Hints#NONE} if there are none. */
    public static Hints hints(List<String> barcodes) {
        for (String code : barcodes) {
            Map<String, String> values = values(code);
            Hints hints = new Hints(
                    valid(values.get("language"), LANGUAGE),
                    valid(values.get("type"), TYPE),
                    valid(values.get("case"), CASE));
            if (!hints.equals(Hints.NONE)) {
                return hints;
            }
        }
        return Hints.NONE;
    }

    private static Map<String, String> values(String code) {
        Map<String, String> values = new HashMap<>();
        if (code.length() > LENGTH_MAX) {
            return values;
        }
        for (String pair : code.strip().split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String key = pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                values.putIfAbsent(key, pair.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static Optional<String> valid(@Nullable String value, Pattern form) {
        return Optional.ofNullable(value).filter(text -> form.matcher(text).matches());
    }
}
