package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.language.Folding;
import tools.jackson.databind.JsonNode;

/**
 * Reads numbers of a fixed shape: in it 9 is a digit, A a capital letter, and anything else stands for itself. Digits and
 * letters may be read as others that look like them, hyphens and slashes may have spaces around them. Where the rule knows how
 * its values begin, letters are put right by that.
 */
final class ShapeReader implements ValueReader {
    private static final double MISREAD_BEGINNING = 0.9;
    private static final double UNKNOWN_BEGINNING = 0.85;

    private record Shape(String form, Pattern pattern) {}

    private final List<Shape> shapes = new ArrayList<>();
    private final List<String> beginnings;
    private final boolean onlyKnown;
    private final List<Check> checks = new ArrayList<>();

    /**
     * How numbers of one form are checked.
     *
     * @param labels folded; where there are any, only numbers in lines with one of them
     */
    private record Check(int length, boolean plain, CheckDigits scheme, List<String> labels) {}

    ShapeReader(FieldRule rule) {
        beginnings = rule.texts("beginnings");
        onlyKnown = rule.settings().path("onlyKnownBeginnings").asBoolean(false);
        for (String form : rule.texts("shapes")) {
            shapes.add(new Shape(form, pattern(form)));
        }
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("field " + rule.name() + " needs shapes");
        }
        for (JsonNode check : rule.settings().path("checks")) {
            List<String> labels = new ArrayList<>();
            check.path("labels").forEach(label -> labels.add(Folding.fold(label.asString())));
            String form = check.path("shape").asString("");
            checks.add(new Check(
                    form.length(),
                    form.chars().allMatch(Character::isDigit),
                    CheckDigits.valueOf(check.path("scheme").asString("")),
                    List.copyOf(labels)));
        }
    }

    @Override
    public String doubt(FoundValue value) {
        String line = Folding.fold(value.line().text());
        boolean fails = checks.stream()
                .filter(check -> check.length == value.value().length()
                        && check.plain == value.value().chars().allMatch(Character::isDigit))
                .filter(check -> check.labels.isEmpty() || check.labels.stream().anyMatch(line::contains))
                .anyMatch(check -> !check.scheme.hold(value.value()));
        return fails ? Field.CHECK_DIGIT : "";
    }

    /** One group for each character of the form; letters may have become one more than they were. */
    private Pattern pattern(String form) {
        StringBuilder out = new StringBuilder("(?<![\\p{L}\\p{N}/-])");
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            boolean letterBefore = i > 0 && form.charAt(i - 1) == 'A';
            out.append('(')
                    .append(
                            switch (c) {
                                case '9' -> '[' + OcrDigits.CLASS + ']';
                                case 'A' ->
                                    beginnings.isEmpty() ? "[A-Z]" : "[\\p{L}\\p{N}|£]" + (letterBefore ? "\\d?" : "");
                                case '-' -> " ?[-–—‐−_~.] ?";
                                case '/' -> " ?[/|] ?";
                                case ' ' -> " ";
                                default ->
                                    Character.isLetter(c)
                                            ? '[' + Lookalikes.classOf(c) + "][.,]?"
                                            : Pattern.quote(String.valueOf(c));
                            })
                    .append(')');
        }
        return Pattern.compile(out.append("(?![\\p{L}\\p{N}]|[-/]\\d)").toString());
    }

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        for (Shape shape : shapes) {
            Matcher matcher = shape.pattern.matcher(line.text());
            while (matcher.find()) {
                boolean taken =
                        found.stream().anyMatch(other -> other.from() < matcher.end() && other.to() > matcher.start());
                FoundValue value = taken ? null : value(line, matcher, shape.form);
                if (value != null) {
                    found.add(value);
                }
            }
        }
        return found;
    }

    private @Nullable FoundValue value(PageLine line, Matcher matcher, String form) {
        StringBuilder out = new StringBuilder();
        int digits = 0;
        int repaired = 0;
        for (int i = 0; i < form.length(); i++) {
            String printed = matcher.group(i + 1);
            switch (form.charAt(i)) {
                case '9' -> {
                    digits++;
                    repaired += OcrDigits.repaired(printed);
                    out.append(OcrDigits.repair(printed));
                }
                case 'A' -> out.append(printed.charAt(0));
                case ' ' -> {
                    // spaces are no part of the value
                }
                default -> out.append(form.charAt(i));
            }
        }
        if (repaired * 2 > digits) {
            return null;
        }
        String read = out.toString();
        String known = Lookalikes.withKnownBeginning(read, beginnings);
        if (known == null && onlyKnown) {
            return null;
        }
        double trust = known == null ? UNKNOWN_BEGINNING : known.equals(read) ? 1 : MISREAD_BEGINNING;
        double plausibility = trust * (1 - 0.5 * repaired / Math.max(1, digits));
        return new FoundValue(line, matcher.start(), matcher.end(), known == null ? read : known, plausibility);
    }
}
