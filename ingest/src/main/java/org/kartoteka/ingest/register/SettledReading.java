package org.kartoteka.ingest.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.field.Names;
import org.kartoteka.ingest.register.CustomerRegister.Customer;

/**
 * Fields of a document after the register was asked. It corrects what is one digit off, if only one customer can be meant and
 * the name on the page does not speak against it; it never adds a field, and what it changed says so by its source.
 */
final class SettledReading {
    private static final String NUMBER = "customerNumber";
    private static final String CONTRACT = "contractNumber";
    private static final String NAME = "customerName";
    private static final String PHONE = "phone";
    private static final double SETTLED_SCORE = 0.95;

    private final CustomerRegister register;
    private final List<Field> fields;

    private SettledReading(CustomerRegister register, List<Field> fields) {
        this.register = register;
        this.fields = new ArrayList<>(fields);
    }

    static List<Field> of(CustomerRegister register, List<Field> fields) {
        SettledReading reading = new SettledReading(register, fields);
        reading.numbers();
        reading.customer().ifPresent(reading::customer);
        return List.copyOf(reading.fields);
    }

    private void numbers() {
        value(NUMBER)
                .filter(read -> register.byNumber(read).isEmpty())
                .flatMap(register::nearestNumber)
                .filter(number -> agrees(register.byNumber(number)))
                .ifPresent(number -> settle(NUMBER, number));
        value(CONTRACT)
                .filter(read -> register.byContract(read).isEmpty())
                .flatMap(register::nearestContract)
                .filter(contract -> agrees(register.byContract(contract)))
                .ifPresent(contract -> settle(CONTRACT, contract));
    }

    /** Whether a customer may be the one on the page: not where page and register name two. */
    private boolean agrees(Optional<Customer> customer) {
        return customer.isPresent()
                && (customer.get().name().isEmpty()
                        || value(NAME)
                                .map(name -> Names.agree(name, customer.get().name()))
                                .orElse(true));
    }

    /** The customer whom number and contract on the page name; none where they name two. */
    private Optional<Customer> customer() {
        Optional<Customer> byNumber = value(NUMBER).flatMap(register::byNumber);
        Optional<Customer> byContract = value(CONTRACT).flatMap(register::byContract);
        boolean two = byNumber.isPresent() && byContract.isPresent() && !byNumber.equals(byContract);
        return two ? Optional.empty() : byNumber.or(() -> byContract);
    }

    private void customer(Customer customer) {
        value(NAME)
                .filter(name -> !name.equals(customer.name()) && Names.agree(name, customer.name()))
                .ifPresent(_ -> settle(NAME, customer.name()));
        value(PHONE)
                .filter(phone -> !customer.phones().contains(phone))
                .flatMap(phone -> customer.phones().stream()
                        .filter(known -> oneDigitOff(phone, known))
                        .findFirst())
                .ifPresent(phone -> settle(PHONE, phone));
    }

    private static boolean oneDigitOff(String one, String other) {
        int different = one.length() == other.length() ? 0 : 2;
        for (int i = 0; i < one.length() && different < 2; i++) {
            different += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return different == 1;
    }

    private Optional<String> value(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    private void settle(String name, String value) {
        fields.replaceAll(field -> field.name().equals(name)
                ? new Field(
                        name,
                        value,
                        field.printed(),
                        field.pageNumber(),
                        field.place(),
                        Math.max(field.score(), SETTLED_SCORE),
                        Field.REGISTER,
                        "")
                : field);
    }
}
