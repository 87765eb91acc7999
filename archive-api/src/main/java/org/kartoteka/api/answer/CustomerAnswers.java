package org.kartoteka.api.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.customer.Customer;
import org.kartoteka.archive.customer.Customers;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.rendition.DocumentReading;

/** Says what is known of customers. */
public final class CustomerAnswers {
    private static final int NUMBER_LENGTH_MAX = 60;

    private final Customers customers;
    private final Batches batches;
    private final Supplier<LocalDate> today;

    public CustomerAnswers(Customers customers, Batches batches, Supplier<LocalDate> today) {
        this.customers = customers;
        this.batches = batches;
        this.today = today;
    }

    /**
     * The customer of this number, with {@code limit} of its documents from {@code offset} on.
     *
     * @throws BadRequest it can be no number of a customer
     * @throws org.kartoteka.archive.search.SearchUnavailable the index cannot be asked
     */
    public CustomerAnswer answer(String number, int offset, int limit) {
        String asked = number.strip();
        if (asked.length() > NUMBER_LENGTH_MAX || asked.chars().noneMatch(Character::isLetterOrDigit)) {
            throw new BadRequest("Parameter number must be the number of a customer, with up to 60 characters.");
        }
        Customer customer = customers.of(asked);
        LocalDate day = today.get();
        return new CustomerAnswer(
                customer.number(),
                known(customer, "customerName"),
                known(customer, "phone"),
                known(customer, "email"),
                known(customer, "contractNumber"),
                customer.caseFiles().stream()
                        .map(entry -> CaseFileSummary.of(entry, day))
                        .toList(),
                customer.documents().size(),
                customer.documents().stream()
                        .skip(offset)
                        .limit(limit)
                        .map(this::document)
                        .toList(),
                customer.complete());
    }

    private static List<CustomerAnswer.Known> known(Customer customer, String field) {
        return customer.known().getOrDefault(field, List.of()).stream()
                .map(known -> new CustomerAnswer.Known(known.value(), known.documents()))
                .toList();
    }

    private CustomerAnswer.OfCustomer document(Customer.OfCustomer one) {
        DocumentReading reading = one.reading();
        Arrival arrival = batches.arrival(one.document().batch());
        return new CustomerAnswer.OfCustomer(
                one.document().id().value(),
                reading.type(),
                reading.typeScore(),
                reading.languages(),
                arrival.fileName(),
                arrival.channel(),
                arrival.receivedAt(),
                CaseFileAnswers.date(reading),
                reading.pages().size(),
                !reading.needsReview().isEmpty(),
                one.document().caseFiles().stream().map(CaseReference::value).toList());
    }
}
