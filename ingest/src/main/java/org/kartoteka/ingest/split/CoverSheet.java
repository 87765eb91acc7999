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
 * most once. A code that says anything else says nothing; it is never an error.
 */
public final class CoverSheet {
    /** The values of PATCH-T sheets, which only separate. */
    private static final Pattern PATCH = Pattern.compile("PATCH[- ]?T", Pattern.CASE_INSENSITIVE);

    private static final Pattern CASE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}./_-]{0,63}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final int LENGTH_MAX = 300;

    private CoverSheet() {}

    /** Whether codes make a page a separator sheet. */
    public static boolean separates(List<String> barcodes) {
        return barcodes.stream()
                .anyMatch(code -> PATCH.matcher(code.strip()).matches()
                        || !hints(List.of(code)).equals(Hints.NONE));
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
