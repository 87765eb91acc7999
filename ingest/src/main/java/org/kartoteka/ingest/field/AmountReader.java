package org.kartoteka.ingest.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.ingest.language.Folding;

/** Reads sums of money; with decimals, or with a currency beside them, or whole numbers with spaced thousands. */
final class AmountReader implements ValueReader {
    private static final String NUMBER = "\\d{1,3}(?:[  .,'’]\\d{3})+(?:[.,]\\d{2})?|\\d{1,7}[.,]\\d{2}|\\d{1,7}";
    private static final Pattern SUM =
            Pattern.compile("(?<![\\p{L}\\p{N}.,/:-])(" + NUMBER + ")(?![\\p{N}/:]|[.,-]\\d|-\\p{L})");

    private final Map<String, String> currencies = new LinkedHashMap<>();

    AmountReader(FieldRule rule) {
        rule.textLists("currencies")
                .forEach((code, forms) -> forms.forEach(form -> currencies.put(Folding.fold(form), code)));
    }

    @Override
    public List<FoundValue> read(PageLine line, String language) {
        List<FoundValue> found = new ArrayList<>();
        Matcher matcher = SUM.matcher(line.text());
        while (matcher.find()) {
            Optional<Printed> before = before(line.text(), matcher.start());
            Optional<Printed> after = after(line.text(), matcher.end());
            boolean decimals = matcher.group().matches(".*[.,]\\d{2}");
            boolean thousands = matcher.group().matches("\\d{1,3}(?:[  .,'’]\\d{3})+.*");
            boolean percent =
                    line.text().substring(matcher.end()).stripLeading().startsWith("%");
            boolean currency = before.isPresent() || after.isPresent();
            if (percent || (!decimals && !thousands && !currency)) {
                continue;
            }
            int from = before.map(Printed::at).orElse(matcher.start());
            int to = before.isPresent() ? matcher.end() : after.map(Printed::at).orElse(matcher.end());
            double plausibility = currency ? 1 : decimals ? 0.9 : 0.8;
            found.add(new FoundValue(line, from, to, value(matcher.group()), plausibility));
        }
        return found;
    }

    /** Currency of a sum as {@link #read} found it. */
    Optional<String> currency(FoundValue sum) {
        Matcher matcher = SUM.matcher(sum.printed());
        if (!matcher.find()) {
            return Optional.empty();
        }
        return currencyIn(sum.printed());
    }

    /** Currency that a text names most often. */
    Optional<String> currencyIn(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String word : text.split("[\\s\\d,;:()]+")) {
            code(word).ifPresent(code -> counts.merge(code, 1, Integer::sum));
        }
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private record Printed(int at, String code) {}

    private Optional<Printed> before(String text, int from) {
        int end = from;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && isCurrencyPart(text.charAt(start - 1))) {
            start--;
        }
        int at = start;
        return code(text.substring(start, end)).map(code -> new Printed(at, code));
    }

    private Optional<Printed> after(String text, int to) {
        int start = to;
        while (start < text.length()
                && (text.charAt(start) == ' ' || text.charAt(start) == '-' || text.charAt(start) == '–')) {
            start++;
        }
        int end = start;
        while (end < text.length() && isCurrencyPart(text.charAt(end))) {
            end++;
        }
        int at = end;
        return code(text.substring(start, end)).map(code -> new Printed(at, code));
    }

    private static boolean isCurrencyPart(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private Optional<String> code(String word) {
        return word.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(currencies.get(Folding.fold(word.replace(".", ""))));
    }

    private static String value(String printed) {
        String tight = printed.replaceAll("[  '’]", "");
        int separator = Math.max(tight.lastIndexOf('.'), tight.lastIndexOf(','));
        if (separator >= 0 && tight.length() - separator == 3) {
            return tight.substring(0, separator).replaceAll("[.,]", "") + "." + tight.substring(separator + 1);
        }
        return tight.replaceAll("[.,]", "");
    }
}
