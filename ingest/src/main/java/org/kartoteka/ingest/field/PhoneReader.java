package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads telephone numbers, also of numbering plans that are gone, and gives them their country code. */
final class PhoneReader implements ValueReader {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}/.,-])(?:\\+ ?\\d{1,3} ?|\\( ?)?[\\d"
            + "OОo" + "](?:[\\d~OОo]|[ ()/~–-]{1,2}(?=[\\dOОo(])|\\)){4,17}(?![\\p{L}\\p{N}]|[.,]\\d)");
    private static final int DIGITS_MIN = 7;
    private static final int DIGITS_MAX = 13;

    private record Plan(
            String country,
            List<Integer> lengths,
            List<String> drop,
            Map<String, String> renamed,
            List<String> starts) {}

    private final Map<String, Plan> plans = new LinkedHashMap<>();
    private final Map<String, List<String>> byLanguage;

    PhoneReader(FieldRule rule) {
        for (Map.Entry<String, JsonNode> entry : rule.settings().path("plans").properties()) {
            JsonNode plan = entry.getValue();
            List<Integer> lengths = new ArrayList<>();
            plan.path("lengths").forEach(length -> lengths.add(length.asInt()));
            List<String> drop = new ArrayList<>();
            plan.path("drop").forEach(prefix -> drop.add(prefix.asString()));
            Map<String, String> renamed = new LinkedHashMap<>();
            plan.path("renamed")
                    .properties()
                    .forEach(code -> renamed.put(code.getKey(), code.getValue().asString()));
            List<String> starts = new ArrayList<>();
            plan.path("starts").forEach(start -> starts.add(start.asString()));
            plans.put(entry.getKey(), new Plan(plan.path("country").asString(), lengths, drop, renamed, starts));
        }
        byLanguage = rule.textLists("byLanguage");
    }

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(line.text());
        while (matcher.find()) {
            String printed = matcher.group().strip();
            String international = international(printed, language);
            if (!international.isEmpty()) {
                boolean grouped = printed.matches(".*[ ()/~-].*");
                found.add(new FoundValue(
                        line, matcher.start(), matcher.start() + printed.length(), international, grouped ? 1 : 0.7));
            }
        }
        return found;
    }

    /** With plus and country code, or empty if it cannot be a number of any plan. */
    private String international(String printed, String language) {
        String digits = OcrDigits.repair(printed).replaceAll("\\D", "");
        if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX) {
            return "";
        }
        if (printed.startsWith("+")) {
            return withCountry(digits);
        }
        boolean trunk = printed.contains("~");
        for (String name : byLanguage.getOrDefault(language, List.copyOf(plans.keySet()))) {
            Plan plan = plans.get(name);
            if (plan != null) {
                Optional<String> national = national(plan, digits, trunk);
                if (national.isPresent()) {
                    return "+" + plan.country + rightBeginning(plan, national.get());
                }
            }
        }
        return "";
    }

    /** A national number whose first digit was misread begins as those of its plan do. */
    private static String rightBeginning(Plan plan, String national) {
        String right = Lookalikes.withKnownBeginning(national, plan.starts);
        return right == null ? national : right;
    }

    private String withCountry(String digits) {
        return plans.values().stream()
                .filter(plan -> digits.startsWith(plan.country)
                        && plan.lengths.contains(digits.length() - plan.country.length()))
                .findFirst()
                .map(_ -> "+" + digits)
                .orElse(digits.length() >= 9 ? "+" + digits : "");
    }

    private static Optional<String> national(Plan plan, String digits, boolean trunk) {
        boolean zero = digits.startsWith("0") && plan.drop.contains("0");
        if (!trunk
                && !zero
                && plan.lengths.contains(digits.length())
                && !startsWithAny(digits, plan.renamed.keySet())) {
            return Optional.of(digits);
        }
        for (String prefix : plan.drop) {
            if (digits.startsWith(prefix) && plan.lengths.contains(digits.length() - prefix.length())) {
                return Optional.of(digits.substring(prefix.length()));
            }
        }
        return plan.renamed.keySet().stream()
                .filter(digits::startsWith)
                .max(Comparator.comparingInt(String::length))
                .flatMap(old -> rename(plan, digits.substring(old.length()), plan.renamed.getOrDefault(old, "")));
    }

    /** The new area code in front; where the local part is already longer, it holds the end of the new code. */
    private static Optional<String> rename(Plan plan, String local, String code) {
        for (int length : plan.lengths) {
            int missing = length - local.length();
            if (missing > 0 && missing <= code.length()) {
                return Optional.of(code.substring(0, missing) + local);
            }
        }
        return Optional.empty();
    }

    private static boolean startsWithAny(String digits, Iterable<String> prefixes) {
        for (String prefix : prefixes) {
            if (digits.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
