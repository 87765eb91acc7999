package org.kartoteka.server.benchmark.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.likeness.Fingerprint;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.IndexedDocument.FieldValue;
import org.kartoteka.archive.search.IndexedDocument.Page;

/**
 * A made-up archive of any size: letters of customers in six languages, with the pages, words a page, fields and fingerprints
 * of real ones. Document {@code n} is the same each time. Safe for use by many threads.
 */
final class MadeArchive {
    /** Customers write five documents each. */
    private static final int DOCUMENTS_OF_A_CUSTOMER = 5;

    private static final int LINE_WORDS = 11;
    private static final double WORDS_ON_A_PAGE = 170;
    private static final double SPREAD = 0.45;
    private static final double ANOTHER_PAGE = 0.36;
    private static final int PAGES_MAX = 8;
    private static final int MINIMA = 64;
    private static final Instant BEGUN = Instant.parse("2001-01-02T08:00:00Z");
    private static final List<String> TYPES = List.of(
            "letter", "complaint", "invoice", "application", "contract", "termination", "power-of-attorney", "other");
    private static final List<String> CHANNELS = List.of("post", "post", "office", "fax", "email");
    private static final List<String> COUNTRY_CODES = List.of("+371", "+370", "+420", "+7", "+7", "+372");

    private final List<Vocabulary> vocabularies;
    private final int customers;
    private final long seed;

    private MadeArchive(List<Vocabulary> vocabularies, int customers, long seed) {
        this.vocabularies = List.copyOf(vocabularies);
        this.customers = customers;
        this.seed = seed;
    }

    /**
     * @param sentences a folder for each language, with texts
     * @param words of each language, most of them made up
     */
    static MadeArchive of(Path sentences, List<String> languages, int words, int documents, long seed)
            throws IOException {
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (String language : languages) {
            vocabularies.add(Vocabulary.of(language, sentences.resolve(language), words, seed));
        }
        return new MadeArchive(vocabularies, Math.max(1, documents / DOCUMENTS_OF_A_CUSTOMER), seed);
    }

    /** Somebody who writes. */
    record Customer(Vocabulary vocabulary, String name, String number, String contract, String phone) {}

    /** The customer of this number, from 0 to below {@link #customers}. */
    Customer customer(int number) {
        SplittableRandom random = new SplittableRandom(seed * 31 + number);
        int language = random.nextInt(vocabularies.size());
        Vocabulary vocabulary = vocabularies.get(language);
        String name = capital(vocabulary.between(1_000, 4_000, random))
                + " "
                + capital(vocabulary.between(4_000, 60_000, random));
        return new Customer(
                vocabulary,
                name,
                Integer.toString(1_000_000 + number),
                Integer.toString(4_000_000 + (int) (number * 7_919L % 5_000_000)),
                COUNTRY_CODES.get(language) + (20_000_000 + random.nextInt(9_000_000)));
    }

    int customers() {
        return customers;
    }

    IndexedDocument document(int number) {
        SplittableRandom random = new SplittableRandom(seed + number);
        Customer customer = customer(random.nextInt(customers));
        Instant received = BEGUN.plus(Duration.ofMinutes(number * 7L));
        LocalDate date = LocalDate.ofInstant(received, ZoneOffset.UTC).minusDays(random.nextInt(12));
        Optional<String> caseFile = random.nextInt(3) == 0
                ? Optional.of("L-%d-%06d".formatted(date.getYear(), random.nextInt(1_000_000)))
                : Optional.empty();
        String language = customer.vocabulary.language();
        return new IndexedDocument(
                id(number, received),
                1,
                TYPES.get(random.nextInt(TYPES.size())),
                0.95,
                List.of(language),
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                "scan",
                "scan-%07d.tif".formatted(number),
                received,
                Optional.of(date),
                caseFile.stream().toList(),
                fields(customer, caseFile, date, random),
                pages(customer, caseFile, date, random),
                random.nextInt(10) == 0 ? List.of("type-unsure") : List.of(),
                fingerprint(random));
    }

    private static DocumentId id(int number, Instant received) {
        return new DocumentId("%s-%09d-%010x-0001"
                .formatted(
                        LocalDate.ofInstant(received, ZoneOffset.UTC).toString().replace("-", ""), number, number));
    }

    private static List<FieldValue> fields(
            Customer customer, Optional<String> caseFile, LocalDate date, SplittableRandom random) {
        List<FieldValue> fields = new ArrayList<>(List.of(
                new FieldValue("customerName", customer.name, customer.name),
                new FieldValue("customerNumber", customer.number, customer.number),
                new FieldValue("contractNumber", customer.contract, customer.contract),
                new FieldValue("phone", customer.phone, customer.phone),
                new FieldValue("date", date.toString(), date.toString())));
        caseFile.ifPresent(reference -> fields.add(new FieldValue("caseReference", reference, reference)));
        String amount = "%d.%02d".formatted(random.nextInt(500), random.nextInt(100));
        fields.add(new FieldValue("amount", amount, amount.replace('.', ',')));
        return fields;
    }

    private static List<Page> pages(
            Customer customer, Optional<String> caseFile, LocalDate date, SplittableRandom random) {
        List<Page> pages = new ArrayList<>();
        do {
            StringBuilder text = new StringBuilder();
            if (pages.isEmpty()) {
                text.append(customer.name)
                        .append('\n')
                        .append(customer.number)
                        .append("  ")
                        .append(customer.contract);
                text.append('\n')
                        .append(customer.phone)
                        .append('\n')
                        .append(date)
                        .append('\n');
                caseFile.ifPresent(reference -> text.append(reference).append('\n'));
            }
            int words = (int) Math.max(8, WORDS_ON_A_PAGE * Math.exp(SPREAD * random.nextGaussian()));
            for (int i = 1; i <= words; i++) {
                text.append(customer.vocabulary.draw(random)).append(i % LINE_WORDS == 0 ? '\n' : ' ');
            }
            pages.add(new Page(pages.size() + 1, customer.vocabulary.language(), text.toString()));
        } while (pages.size() < PAGES_MAX && random.nextDouble() < ANOTHER_PAGE);
        return pages;
    }

    private static Fingerprint fingerprint(SplittableRandom random) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < MINIMA; i++) {
            terms.add("t%02x%08x".formatted(i, random.nextInt()));
        }
        return new Fingerprint(terms);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
