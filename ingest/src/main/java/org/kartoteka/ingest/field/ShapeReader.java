package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers of a fixed shape: in it 9 is a digit, A a capital letter, and anything else stands for itself. Digits may
 * look like letters, hyphens and slashes may have spaces around them.
 */
final class ShapeReader implements ValueReader {
    private record Shape(String form, Pattern pattern) {}

    private final List<Shape> shapes = new ArrayList<>();

    ShapeReader(FieldRule rule) {
        for (String form : rule.texts("shapes")) {
            shapes.add(new Shape(form, pattern(form)));
        }
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("field " + rule.name() + " needs shapes");
        }
    }

    private static Pattern pattern(String form) {
        StringBuilder out = new StringBuilder("(?<![\\p{L}\\p{N}/-])");
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            out.append(
                    switch (c) {
                        case '9' -> '[' + OcrDigits.CLASS + ']';
                        case 'A' -> "[A-Z]";
                        case '-' -> " ?[-–—‐−_~.] ?";
                        case '/' -> " ?[/|] ?";
                        case 'L' -> "[LlI1|]";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(out.append("(?![\\p{L}\\p{N}]|[-/]\\d)").toString());
    }

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        for (Shape shape : shapes) {
            Matcher matcher = shape.pattern.matcher(line.text());
            while (matcher.find()) {
                String value = normalise(matcher.group(), shape.form);
                int digits = (int) shape.form.chars().filter(c -> c == '9').count();
                int repaired = repaired(matcher.group(), shape.form);
                boolean taken =
                        found.stream().anyMatch(other -> other.from() < matcher.end() && other.to() > matcher.start());
                if (!taken && repaired * 2 <= digits) {
                    found.add(new FoundValue(
                            line, matcher.start(), matcher.end(), value, 1 - 0.5 * repaired / Math.max(1, digits)));
                }
            }
        }
        return found;
    }

    private static String normalise(String printed, String form) {
        String tight = printed.replace(" ", "");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            out.append(
                    switch (c) {
                        case '9' -> OcrDigits.repair(tight.substring(i, i + 1));
                        case 'A' -> tight.substring(i, i + 1);
                        default -> String.valueOf(c);
                    });
        }
        return out.toString();
    }

    private static int repaired(String printed, String form) {
        String tight = printed.replace(" ", "");
        int count = 0;
        for (int i = 0; i < form.length(); i++) {
            count += form.charAt(i) == '9' ? OcrDigits.repaired(tight.substring(i, i + 1)) : 0;
        }
        return count;
    }
}
