package org.kartoteka.ingest.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Fills the slots of pool lines, such as <code>{name}</code>, with values of the pool or with made-up numbers. */
final class SlotFiller {
    private static final Map<String, List<String>> CURRENCIES = Map.of(
            "lv", List.of("Ls", "LVL", "€", "EUR"),
            "lt", List.of("Lt", "LTL", "€", "EUR"),
            "cs", List.of("Kč", "CZK", "korun"),
            "ru", List.of("тенге", "тг", "KZT", "руб."),
            "kk", List.of("теңге", "тг", "KZT"),
            "en", List.of("EEK", "EUR", "LVL", "€"));

    private final SentencePools pools;
    private final String language;
    private final Random random;

    SlotFiller(SentencePools pools, String language, Random random) {
        this.pools = pools;
        this.language = language;
        this.random = random;
    }

    String fill(String line) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = line.indexOf('{'); open >= 0; open = line.indexOf('{', at)) {
            int close = line.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("slot without end in training line: " + line);
            }
            out.append(line, at, open).append(value(line.substring(open + 1, close)));
            at = close + 1;
        }
        return out.append(line, at, line.length()).toString();
    }

    private String value(String slot) {
        return switch (slot) {
            case "customer" -> digits(7 + random.nextInt(3));
            case "contract" -> pick(List.of("T-", "LL/", "A ", "")) + digits(5) + "-" + digits(2);
            case "phone" -> pick(List.of("6", "7 ", "(2) ", "+370 ")) + digits(3) + " " + digits(3);
            case "case" -> pick(List.of("1-14/", "K-", "")) + digits(4);
            case "invoice" -> pick(List.of("R-", "AB ", "", "20")) + digits(6);
            case "amount" -> amount();
            case "name", "company", "city", "street", "date", "month", "operator" ->
                fill(pick(pools.lines(language, "common", slot)));
            default -> throw new IllegalArgumentException("unknown slot in training line: " + slot);
        };
    }

    private String amount() {
        int whole = random.nextInt(4) == 0 ? 1000 + random.nextInt(90_000) : 1 + random.nextInt(300);
        String sum = String.format(Locale.ROOT, "%d,%02d", whole, random.nextInt(100));
        return random.nextBoolean() ? sum : sum + " " + pick(CURRENCIES.getOrDefault(language, List.of("EUR")));
    }

    private String digits(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.toString();
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
