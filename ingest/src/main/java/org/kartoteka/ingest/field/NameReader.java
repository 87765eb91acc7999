package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what may be the name of a person or a firm: a whole cell, or what follows a colon, of two to seven words. */
final class NameReader implements ValueReader {
    private static final Pattern CELL = Pattern.compile("(?:^|\\t|: ?)([^\\t:]{4,70})(?=\\t|$)");
    private static final Pattern NAME = Pattern.compile(
            "(?:[\\p{Lu}][\\p{L}.’'-]*|[„“\"«&]|[„“\"«][\\p{L}-]+|un|ir|a|и|&|and)(?:[ ,]+(?:[\\p{Lu}„“\"«(][\\p{L}.’'”“\"»)-]*|\\p{L}{1,3}\\.?|&|[\\p{L}-]+[”“\"»])){1,6}");

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        Matcher matcher = CELL.matcher(line.text());
        while (matcher.find()) {
            String name = matcher.group(1).strip();
            boolean capitals = name.equals(name.toUpperCase(Locale.ROOT));
            if (!capitals && NAME.matcher(name).matches()) {
                int from = line.text().indexOf(name, matcher.start(1));
                found.add(new FoundValue(line, from, from + name.length(), name.replaceAll("[,;]$", ""), 0.9));
            }
        }
        return found;
    }
}
