package org.kartoteka.ingest.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.PageResult.Overlay;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.field.FieldRule.Strength;

/**
 * Finds the fields of a document by the rules of a models folder: a value of the right form next to the right label.
 *
 * <p>At most one value for each field, the best one; nothing where nothing is good enough. Safe for any number of threads.
 */
public final class FieldExtractor {
    /** Where the rules are in the models folder. */
    public static final String FOLDER = "fields";

    private static final String CURRENCY = "currency";
    private static final int PAGES_MAX = 30;
    private static final int PAGE_CHARS_MAX = 30_000;
    private static final int LINE_CHARS_MAX = 600;
    private static final double SCORE_MIN = 0.35;
    private static final int SHORT_LINE_CHARS = 34;

    /**
     * A page to look at.
     *
     * @param number in the batch, from 1
     */
    public record NumberedPage(int number, PageRead page) {}

    private record Reader(FieldRule rule, ValueReader values) {}

    private record Candidate(FoundValue value, double score, int order) {}

    private final List<Reader> readers;
    private final Map<String, CustomerNames> names;

    private FieldExtractor(List<Reader> readers, Map<String, CustomerNames> names) {
        this.readers = List.copyOf(readers);
        this.names = Map.copyOf(names);
    }

    /**
     * Reads the rules of a models folder.
     *
     * @throws IllegalArgumentException if one is malformed, naming the file
     */
    public static FieldExtractor load(Path modelsFolder) {
        List<Reader> readers = new ArrayList<>();
        Map<String, CustomerNames> names = new TreeMap<>();
        for (FieldRule rule : rules(modelsFolder)) {
            if (rule.kind().equals("name")) {
                names.put(rule.name(), new CustomerNames(rule));
            } else {
                readers.add(new Reader(rule, reader(rule)));
            }
        }
        return new FieldExtractor(readers, names);
    }

    /**
     * The fields that the rules of a models folder find, with what each is called by ISO 639-1 where a rule says so.
     *
     * @throws IllegalArgumentException if one is malformed, naming the file
     */
    public static Map<String, Map<String, String>> names(Path modelsFolder) {
        Map<String, Map<String, String>> names = new TreeMap<>();
        for (FieldRule rule : rules(modelsFolder)) {
            names.put(rule.name(), rule.words());
            if (rule.kind().equals("amount")) {
                names.put(CURRENCY, Map.of());
            }
        }
        return names;
    }

    private static List<FieldRule> rules(Path modelsFolder) {
        Path folder = modelsFolder.resolve(FOLDER);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(FieldRule::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read field rules " + folder, e);
        }
    }

    private static ValueReader reader(FieldRule rule) {
        return switch (rule.kind()) {
            case "shape" -> new ShapeReader(rule);
            case "phone" -> new PhoneReader(rule);
            case "date" -> new DateReader(rule);
            case "amount" -> new AmountReader(rule);
            case "email" -> new EmailReader(rule);
            default -> throw new IllegalArgumentException("unknown kind of field " + rule.name() + ": " + rule.kind());
        };
    }

    /**
     * Finds all fields of a document.
     *
     * @param type code of the document's type: some fields occur in some types only, or mean something else there
     */
    public List<Field> extract(List<NumberedPage> pages, String type) {
        return extract(pages, type, Optional.empty());
    }

    /**
     * The same, of a document that arrived on a known day: of dates that could be meant, those that fit it are taken.
     */
    public List<Field> extract(List<NumberedPage> pages, String type, Optional<LocalDate> received) {
        DateOnArrival arrival = new DateOnArrival(received);
        List<Field> fields = new ArrayList<>();
        List<Sheet> sheets = new ArrayList<>();
        for (NumberedPage page : pages.subList(0, Math.min(pages.size(), PAGES_MAX))) {
            sheets.add(new Sheet(page.page().language(), lines(page), stamps(page), arrival));
        }
        for (Reader reader : readers) {
            if (!reader.rule.occursIn(type)) {
                continue;
            }
            Optional<Candidate> best = best(new Reader(reader.rule.forType(type), reader.values), type, sheets);
            best.ifPresent(candidate -> {
                fields.add(field(reader.rule.name(), candidate).withDoubt(doubt(reader, candidate.value, arrival)));
                if (reader.values instanceof AmountReader amounts) {
                    currency(amounts, candidate, sheets).ifPresent(fields::add);
                }
            });
        }
        names.forEach((name, customers) -> customers
                .find(sheets)
                .ifPresent(named -> fields.add(
                        field(name, new Candidate(named.value(), named.score() * confidence(named.value()), 0)))));
        return fields;
    }

    private static String doubt(Reader reader, FoundValue value, DateOnArrival arrival) {
        return reader.values instanceof DateReader ? arrival.doubt(value.value()) : reader.values.doubt(value);
    }

    private static List<Overlay> stamps(NumberedPage page) {
        return page.page().overlays().stream()
                .filter(overlay -> overlay.kind() == Overlay.Kind.STAMP)
                .toList();
    }

    /** Lines up to a limit of text; a single word that is longer than any field is left out. */
    private static List<PageLine> lines(NumberedPage page) {
        List<PageLine> kept = new ArrayList<>();
        int chars = 0;
        for (PageLine line : PageLine.of(page.number(), page.page())) {
            chars += line.text().length();
            if (chars > PAGE_CHARS_MAX) {
                break;
            }
            boolean tooLong = line.text().length() > LINE_CHARS_MAX;
            kept.add(tooLong ? new PageLine(line.pageNumber(), line.position(), List.of(), List.of(), "") : line);
        }
        return kept;
    }

    private static Optional<Candidate> best(Reader reader, String type, List<Sheet> sheets) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Sheet sheet : sheets) {
            Labels labels = new Labels(reader.rule, sheet.lines());
            for (PageLine line : sheet.lines()) {
                for (FoundValue value : reader.values.read(line, sheet.language())) {
                    double score = score(reader, value, labels, sheet);
                    counts.merge(value.value(), 1, Integer::sum);
                    if (score >= SCORE_MIN) {
                        candidates.add(new Candidate(value, score, candidates.size()));
                    }
                }
            }
        }
        // What is said twice is more likely right; of equals the first, but of sums under a bill the last: totals stand
        // below.
        boolean lastWins = reader.rule.lastWins(type);
        boolean repeated = lastWins || !(reader.values instanceof AmountReader);
        Comparator<Candidate> byScore = Comparator.comparingDouble(candidate -> Math.min(
                candidate.score > 1 ? 2 : 1,
                candidate.score
                        + (repeated
                                ? 0.04 * Math.min(3, counts.getOrDefault(candidate.value.value(), 1) - 1)
                                : -0.02 * Math.min(10, candidate.order))));
        Comparator<Candidate> byOrder = Comparator.comparingInt(Candidate::order);
        return candidates.stream().max(byScore.thenComparing(lastWins ? byOrder : byOrder.reversed()));
    }

    private static double score(Reader reader, FoundValue value, Labels labels, Sheet sheet) {
        Optional<Labels.Near> near = labels.near(value);
        double base;
        if (near.isPresent()) {
            base = near.get().strength().score() * near.get().quality();
            base = Math.min(base, labels.ownScore(value));
            if (near.get().strength() == Strength.NOT) {
                return 0;
            }
        } else {
            base = reader.rule.needsLabel() ? 0 : 0.6;
        }
        if (reader.values instanceof DateReader) {
            if (sheet.isStamped(value)) {
                return 0;
            }
            int others = value.line().text().length() - (value.to() - value.from());
            boolean inSentence = others > SHORT_LINE_CHARS
                    && near.filter(label -> label.strength() == Strength.WEAK).isPresent();
            base = Math.max(near.isEmpty() ? 0.4 : inSentence ? 0.7 * base : base, standsAlone(value, sheet));
        }
        double fits = reader.values instanceof DateReader ? sheet.arrival().plausibility(value.value()) : 1;
        return base * fits * value.plausibility() * confidence(value);
    }

    /** A date in a line of little else, such as place and date over a letter or beside a signature. */
    private static double standsAlone(FoundValue value, Sheet sheet) {
        // In a row of a table a date in digits is one of many; one with the name of a month may share its line with an
        // address.
        boolean named = value.printed().chars().filter(Character::isLetter).count() >= 3;
        int room = named
                ? value.line().cellLength(value.from())
                : value.line().text().length();
        int others = room - (value.to() - value.from());
        if (others > SHORT_LINE_CHARS) {
            return 0;
        }
        double place =
                (double) value.line().position() / Math.max(1, sheet.lines().size());
        double ends = place < 0.3 || place > 0.8 ? 0.08 : 0;
        return 0.8 + ends - 0.006 * others;
    }

    private static double confidence(FoundValue value) {
        List<Word> words = value.line().wordsBetween(value.from(), value.to());
        double mean = words.stream().mapToDouble(Word::confidence).average().orElse(1);
        return 0.5 + 0.5 * mean;
    }

    private static Field field(String name, Candidate candidate) {
        FoundValue value = candidate.value;
        List<Word> place = value.line().wordsBetween(value.from(), value.to());
        return new Field(
                name, value.value(), value.printed(), value.line().pageNumber(), place, Math.min(1, candidate.score));
    }

    private static Optional<Field> currency(AmountReader amounts, Candidate amount, List<Sheet> sheets) {
        Optional<String> beside = amounts.currency(amount.value);
        if (beside.isPresent()) {
            return beside.map(code -> withValue(field(CURRENCY, amount), code, 1));
        }
        StringBuilder all = new StringBuilder();
        sheets.forEach(
                sheet -> sheet.lines().forEach(line -> all.append(line.text()).append('\n')));
        return amounts.currencyIn(all.toString()).map(code -> withValue(field(CURRENCY, amount), code, 0.8));
    }

    private static Field withValue(Field field, String value, double scale) {
        return new Field(
                field.name(), value, field.printed(), field.pageNumber(), field.place(), field.score() * scale);
    }
}
