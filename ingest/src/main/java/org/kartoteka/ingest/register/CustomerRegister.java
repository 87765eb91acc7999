package org.kartoteka.ingest.register;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The customers there are, by customer number and by contract number. Values stand as {@code Field} has them normalised. Safe
 * for any number of threads.
 */
public final class CustomerRegister {
    /** What the service has room for, twice over: the register before stays in force while a new one is read. */
    static final int CUSTOMERS_MAX = 200_000;

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int HEADER_CHARS_MAX = 8_192;
    private static final long FILE_BYTES_MAX = 64L << 20;
    private static final String NUMBER = "customerNumber";
    private static final List<String> COLUMNS = List.of(NUMBER, "name", "phones", "contractNumbers", "addresses");

    /** @param phones international, with plus */
    public record Customer(String number, String name, Set<String> phones, Set<String> contractNumbers) {
        public Customer {
            phones = Set.copyOf(phones);
            contractNumbers = Set.copyOf(contractNumbers);
        }
    }

    private final Map<String, Customer> byNumber = new HashMap<>();
    private final Map<String, Customer> byContract = new HashMap<>();
    private final Set<String> contractsOfSeveral = new HashSet<>();

    private CustomerRegister() {}

    /**
     * Reads a register: CSV (RFC 4180) in UTF-8, parted by commas or semicolons, whichever the first line has more of. The first line
     * names the columns {@code customerNumber}, {@code name}, {@code phones}, {@code contractNumbers} and {@code addresses}, of which
     * only the first must be there; addresses are passed over. Several values in one cell are parted by a bar.
     *
     * @throws IllegalArgumentException if it is malformed or too large, naming the line and none of its values
     * @throws UncheckedIOException if it cannot be read
     */
    public static CustomerRegister read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IllegalArgumentException("customer register is over " + FILE_BYTES_MAX + " bytes: " + file);
            }
            try (BufferedReader text = Files.newBufferedReader(file)) {
                return parse(text, file.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read customer register " + file, e);
        }
    }

    static CustomerRegister parse(BufferedReader text, String name) throws IOException {
        CustomerRegister register = new CustomerRegister();
        try (CSVParser rows = format(text).parse(text)) {
            List<String> header = rows.getHeaderNames();
            for (String column : header) {
                if (!COLUMNS.contains(column)) {
                    throw new IllegalArgumentException("customer register " + name + " has a column that is not known: "
                            + column + "; known are " + String.join(", ", COLUMNS));
                }
            }
            if (!header.contains(NUMBER)) {
                throw new IllegalArgumentException("customer register " + name + " has no column " + NUMBER);
            }
            for (CSVRecord row : rows) {
                register.add(row, "line " + rows.getCurrentLineNumber() + " of customer register " + name);
            }
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException("customer register " + name + " is no CSV", e);
        }
        return register;
    }

    private static CSVFormat format(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        text.mark(HEADER_CHARS_MAX);
        String first = Optional.ofNullable(text.readLine()).orElse("");
        text.reset();
        long semicolons = first.chars().filter(c -> c == ';').count();
        long commas = first.chars().filter(c -> c == ',').count();
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(semicolons > commas ? ';' : ',')
                .setHeader()
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
    }

    private void add(CSVRecord row, String place) {
        if (!row.isConsistent() || cell(row, NUMBER).isEmpty()) {
            throw new IllegalArgumentException(place + " has too few or too many cells, or no number");
        }
        Customer customer = new Customer(
                cell(row, NUMBER),
                cell(row, "name"),
                list(cell(row, "phones")),
                contracts(cell(row, "contractNumbers")));
        if (byNumber.put(customer.number, customer) != null) {
            throw new IllegalArgumentException(place + " has a customer number that was there before");
        }
        if (byNumber.size() > CUSTOMERS_MAX) {
            throw new IllegalArgumentException(place + " is one customer more than the " + CUSTOMERS_MAX + " allowed");
        }
        for (String contract : customer.contractNumbers) {
            if (contractsOfSeveral.contains(contract) || byContract.put(contract, customer) != null) {
                byContract.remove(contract);
                contractsOfSeveral.add(contract);
            }
        }
    }

    private static String cell(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column) : "";
    }

    private static Set<String> contracts(String cell) {
        return list(cell).stream()
                .map(contract -> contract.toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Set<String> list(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    /** How many customers there are. */
    public int size() {
        return byNumber.size();
    }

    Optional<Customer> byNumber(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** Empty as well where the register names several customers of that contract. */
    Optional<Customer> byContract(String contract) {
        return Optional.ofNullable(byContract.get(contract.toUpperCase(Locale.ROOT)));
    }

    /** The one customer number that differs from a reading in one digit only; empty where there is none, or several. */
    Optional<String> nearestNumber(String read) {
        return nearest(read, byNumber);
    }

    /** The one contract number that differs from a reading in one digit only. */
    Optional<String> nearestContract(String read) {
        return nearest(read, byContract);
    }

    private static Optional<String> nearest(String read, Map<String, Customer> known) {
        Set<String> found = new HashSet<>();
        StringBuilder changed = new StringBuilder(read);
        for (int i = 0; i < read.length(); i++) {
            char digit = read.charAt(i);
            for (char other = '0'; other <= '9' && Character.isDigit(digit); other++) {
                changed.setCharAt(i, other);
                if (other != digit && known.containsKey(changed.toString())) {
                    found.add(changed.toString());
                }
            }
            changed.setCharAt(i, digit);
        }
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }
}
