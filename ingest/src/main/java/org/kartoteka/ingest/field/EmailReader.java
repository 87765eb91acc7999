package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads mail addresses. */
final class EmailReader implements ValueReader {
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\\.[A-Za-z0-9-]{2,62}){1,4}");

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(line.text());
        while (matcher.find()) {
            String value = matcher.group().toLowerCase(Locale.ROOT);
            found.add(new FoundValue(line, matcher.start(), matcher.end(), value, 1));
        }
        return found;
    }
}
