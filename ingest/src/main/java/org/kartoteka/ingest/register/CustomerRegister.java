package org.kartoteka.ingest.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The customers there are, by customer number and by contract number. Values stand as {@code Field} has them normalised. Safe
 * for any number of threads.
 */
public final class CustomerRegister {
    private static final long FILE_BYTES_MAX = 512L << 20;
    private static final List<String> COLUMNS =
            List.of("customerNumber", "name", "phones", "contractNumbers", "addresses");

    /** @param phones international, with plus */
    public record Customer(
            String number, String name, Set<String> phones, Set<String> contractNumbers, List<String> addresses) {
        public Customer {
            phones = Set.copyOf(phones);
            contractNumbers = Set.copyOf(contractNumbers);
            addresses = List.copyOf(addresses);
        }
    }

    private final Map<String, Customer> byNumber = new HashMap<>();
    private final Map<String, Customer> byContract = new HashMap<>();

    private CustomerRegister(List<Customer> customers) {
        for (Customer customer : customers) {
            if (byNumber.put(customer.number, customer) != null) {
                throw new IllegalArgumentException("customer number is twice in the register: " + customer.number);
            }
            for (String contract : customer.contractNumbers) {
                byContract.put(contract, customer);
            }
        }
    }

    /**
     * Reads a register: CSV in UTF-8 with a first line that names the columns {@code customerNumber}, {@code name}, {@code
     * phones}, {@code contractNumbers} and {@code addresses}, of which only the first must be there; several values in one
     * cell are parted by a bar.
     *
     * @throws IllegalArgumentException if it is malformed, naming the line
     * @throws UncheckedIOException if it cannot be read
     */
    public static CustomerRegister read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new IllegalArgumentException("customer register is over " + FILE_BYTES_MAX + " bytes: " + file);
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read customer register " + file, e);
        }
    }

    static CustomerRegister parse(String text, String name) {
        List<List<String>> rows = CsvRows.of(text);
        List<String> header = rows.isEmpty() ? List.of() : rows.getFirst();
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException("customer register " + name + " has a column that is not known: "
                        + column + "; known are " + String.join(", ", COLUMNS));
            }
        }
        if (!header.contains("customerNumber")) {
            throw new IllegalArgumentException("customer register " + name + " has no column customerNumber");
        }
        List<Customer> customers = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.size() != header.size()
                    || cell(header, row, "customerNumber").isEmpty()) {
                throw new IllegalArgumentException("row " + (i + 1) + " of customer register " + name + " has "
                        + row.size() + " cells or no number; " + header.size() + " cells are needed");
            }
            customers.add(new Customer(
                    cell(header, row, "customerNumber"),
                    cell(header, row, "name"),
                    new HashSet<>(list(cell(header, row, "phones"))),
                    new HashSet<>(list(cell(header, row, "contractNumbers"))),
                    list(cell(header, row, "addresses"))));
        }
        return new CustomerRegister(customers);
    }

    private static String cell(List<String> header, List<String> row, String column) {
        int at = header.indexOf(column);
        return at < 0 ? "" : row.get(at);
    }

    private static List<String> list(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** How many customers there are. */
    public int size() {
        return byNumber.size();
    }

    Optional<Customer> byNumber(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

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
