package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads mail addresses, also where recognition took letters for Cyrillic ones; those of the operator itself are left out. */
final class EmailReader implements ValueReader {
    private static final Pattern ADDRESS = Pattern.compile(
            "([\\p{L}\\d][\\p{L}\\d._+-]{0,63})(?:@|©|®|\\(a\\)|\\(@\\))([\\p{L}\\d][\\p{L}\\d-]{0,62}(?:\\.[\\p{L}\\d-]{2,62}){1,4})");

    private final List<String> never;

    EmailReader(FieldRule rule) {
        never = rule.texts("never");
    }

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(line.text());
        while (matcher.find()) {
            Optional<String> address = Lookalikes.latin(matcher.group(1) + '@' + matcher.group(2))
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .filter(text -> never.stream().noneMatch(text::contains));
            address.ifPresent(text -> found.add(new FoundValue(line, matcher.start(), matcher.end(), text, 1)));
        }
        return found;
    }
}
