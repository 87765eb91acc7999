package org.kartoteka.ingest.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import org.kartoteka.ingest.classify.TextLine;

/**
 * Puts sentences of the pools together to documents as people write them: letters, forms, tables, scraps; then spoils some
 * of them as scanners do.
 */
final class TextGenerator {
    private final SentencePools pools;
    private final Predicate<String> usable;
    private final Random random;

    /** @param usable which lines of a type's own pool may be used, to keep some apart */
    TextGenerator(SentencePools pools, Predicate<String> usable, Random random) {
        this.pools = pools;
        this.usable = usable;
        this.random = random;
    }

    List<TextLine> document(String language, String type) {
        Sheet sheet = new Sheet(language, type);
        switch (style(type)) {
            case 0 -> sheet.letter();
            case 1 -> sheet.form();
            case 2 -> sheet.scrap();
            default -> sheet.longText();
        }
        return spoil(sheet.lines);
    }

    private int style(String type) {
        int roll = random.nextInt(10);
        return switch (type) {
            case "invoice" -> roll < 8 ? 1 : 2;
            case "contract" -> roll < 6 ? 3 : roll < 8 ? 1 : 0;
            case "other" -> roll < 4 ? 1 : roll < 7 ? 3 : roll < 9 ? 0 : 2;
            default -> roll < 6 ? 0 : roll < 8 ? 1 : 2;
        };
    }

    private List<TextLine> spoil(List<TextLine> lines) {
        OcrNoise noise = new OcrNoise(random);
        double rate = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.12;
        boolean wrongModel = random.nextInt(10) == 0;
        boolean sizesKnown = random.nextInt(4) > 0;
        return lines.stream()
                .map(line -> new TextLine(
                        noise.spoil(wrongModel ? noise.readByWrongModel(line.text()) : line.text(), rate),
                        line.large() && sizesKnown))
                .toList();
    }

    private final class Sheet {
        private final String language;
        private final String type;
        private final SlotFiller filler;
        private final List<TextLine> lines = new ArrayList<>();

        Sheet(String language, String type) {
            this.language = language;
            this.type = type;
            this.filler = new SlotFiller(pools, language, random);
        }

        void letter() {
            common("letterhead", random.nextInt(2));
            common("idline", random.nextInt(3));
            common("addressee", 1 + random.nextInt(2));
            if (random.nextInt(6) > 0) {
                heading();
            }
            List<String> body = own("body", 2 + random.nextInt(5));
            body.addAll(some(pools.lines(language, "common", "neutral"), random.nextInt(4)));
            if (random.nextInt(4) == 0) {
                Collections.shuffle(body, random);
            }
            paragraph(body);
            strangeRows();
            common("idline", random.nextInt(2));
            common("signoff", 1 + random.nextInt(2));
        }

        void form() {
            common("letterhead", random.nextInt(3));
            heading();
            common("addressee", random.nextInt(2));
            List<String> rows = own("form", 3 + random.nextInt(6));
            rows.addAll(some(pools.lines(language, "common", "idline"), 1 + random.nextInt(4)));
            Collections.shuffle(rows, random);
            rows.forEach(this::line);
            own("body", 1 + random.nextInt(10)).forEach(this::line);
            common("neutral", random.nextInt(2));
            common("signoff", random.nextInt(2));
        }

        void scrap() {
            if (random.nextBoolean()) {
                heading();
            }
            paragraph(own("body", 1 + random.nextInt(3)));
            common("idline", random.nextInt(2));
            common("signoff", random.nextInt(2));
        }

        void longText() {
            common("letterhead", random.nextInt(2));
            heading();
            own("form", random.nextInt(4)).forEach(this::line);
            for (int part = 0; part < 1 + random.nextInt(3); part++) {
                paragraph(own("body", 3 + random.nextInt(6)));
            }
            strangeRows();
            common("neutral", random.nextInt(2));
            own("form", random.nextInt(3)).forEach(this::line);
            common("idline", random.nextInt(3));
            common("signoff", random.nextInt(2));
        }

        /** Complaints quote bills, letters quote contracts: a few lines of another type. */
        private void strangeRows() {
            // An answer takes up what it answers.
            boolean answer = type.equals("letter") && random.nextBoolean();
            if (!answer && random.nextInt(4) > 0) {
                return;
            }
            List<String> types = pools.types(language);
            String other = !answer && random.nextBoolean() ? "invoice" : types.get(random.nextInt(types.size()));
            some(pools.lines(language, other, "body"), 1 + random.nextInt(2)).forEach(this::line);
        }

        private void heading() {
            for (String heading : own("heading", 1)) {
                String filled = filler.fill(heading);
                boolean capitals = random.nextInt(3) == 0;
                lines.add(new TextLine(capitals ? filled.toUpperCase(Locale.ROOT) : filled, random.nextInt(4) > 0));
            }
        }

        private void paragraph(List<String> sentences) {
            int width = 45 + random.nextInt(55);
            StringBuilder line = new StringBuilder();
            for (String sentence : sentences) {
                for (String word : filler.fill(sentence).split(" ")) {
                    if (!line.isEmpty() && line.length() + word.length() > width) {
                        lines.add(new TextLine(line.toString(), false));
                        line.setLength(0);
                    }
                    line.append(line.isEmpty() ? "" : " ").append(word);
                }
                if (random.nextInt(5) == 0) {
                    lines.add(new TextLine(line.toString(), false));
                    line.setLength(0);
                }
            }
            lines.add(new TextLine(line.toString(), false));
        }

        private void common(String section, int count) {
            some(pools.lines(language, "common", section), count).forEach(this::line);
        }

        private void line(String text) {
            lines.add(new TextLine(filler.fill(text), false));
        }

        private List<String> own(String section, int count) {
            return some(
                    pools.lines(language, type, section).stream().filter(usable).toList(), count);
        }

        private List<String> some(List<String> from, int count) {
            List<String> shuffled = new ArrayList<>(from);
            Collections.shuffle(shuffled, random);
            return new ArrayList<>(shuffled.subList(0, Math.min(count, shuffled.size())));
        }
    }
}
