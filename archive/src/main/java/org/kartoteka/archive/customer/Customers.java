package org.kartoteka.archive.customer;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.archive.casefile.CaseFileEntry;
import org.kartoteka.archive.casefile.CaseFileList;
import org.kartoteka.archive.customer.Customer.Known;
import org.kartoteka.archive.customer.Customer.OfCustomer;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.search.SearchIndex;

/**
 * Puts together everything about one customer. The index finds the documents; that they bear the number, and where they are
 * filed, their events and readings decide. Safe for use by many threads.
 */
public final class Customers {
    /** Fields that say something of the customer and not of one letter. */
    public static final List<String> KNOWN = List.of("customerName", "phone", "email", "contractNumber");

    /** So many documents are looked at. */
    static final int DOCUMENTS_MAX = 500;

    private final FoundDocuments found;
    private final CaseFileList caseFiles;

    public Customers(SearchIndex index, Documents documents, CurrentReadings readings, CaseFileList caseFiles) {
        this.found = new FoundDocuments(index, documents, readings);
        this.caseFiles = caseFiles;
    }

    /**
     * Reads each document of the customer: costs a few reads for each.
     *
     * @throws org.kartoteka.archive.search.SearchUnavailable the index cannot be asked
     */
    public Customer of(String number) {
        FoundDocuments.All all = found.with(NumberField.CUSTOMER, number, DOCUMENTS_MAX);
        List<OfCustomer> documents = all.documents().stream()
                .map(one -> new OfCustomer(one.document(), one.reading()))
                .sorted(Comparator.comparing((OfCustomer one) -> one.document().ingestedAt())
                        .reversed())
                .toList();
        return new Customer(
                asPrinted(documents, number),
                caseFiles(documents, number),
                documents,
                known(documents),
                all.complete());
    }

    private static String asPrinted(List<OfCustomer> documents, String number) {
        return documents.stream()
                .flatMap(one -> NumberField.CUSTOMER.of(one.reading()).stream())
                .filter(own -> Numbers.same(own, number))
                .findFirst()
                .orElse(number);
    }

    private List<CaseFileEntry> caseFiles(List<OfCustomer> documents, String number) {
        Set<CaseReference> references = new LinkedHashSet<>();
        documents.forEach(one -> references.addAll(one.document().caseFiles()));
        return caseFiles
                .where(entry -> references.contains(entry.reference())
                        || entry.description().customers().stream().anyMatch(own -> Numbers.same(own, number)))
                .stream()
                .sorted(Comparator.comparing(CaseFileEntry::isOpen).reversed())
                .toList();
    }

    private static Map<String, List<Known>> known(List<OfCustomer> documents) {
        Map<String, List<Known>> known = new LinkedHashMap<>();
        for (String field : KNOWN) {
            List<Known> values = values(documents, field);
            if (!values.isEmpty()) {
                known.put(field, values);
            }
        }
        return known;
    }

    /** Each value once, the one that most documents have first; names that differ in case or spacing alone are one. */
    private static List<Known> values(List<OfCustomer> documents, String field) {
        Map<String, Known> values = new LinkedHashMap<>();
        for (OfCustomer one : documents) {
            Set<String> here = new HashSet<>();
            for (DocumentReading.Field value : one.reading().fields()) {
                String key = Numbers.normal(value.value());
                if (value.name().equals(field) && !key.isEmpty() && here.add(key)) {
                    Known before = Optional.ofNullable(values.get(key))
                            .orElse(new Known(value.value(), 0, one.document().ingestedAt()));
                    values.put(key, new Known(before.value(), before.documents() + 1, before.lastAt()));
                }
            }
        }
        return values.values().stream()
                .sorted(Comparator.comparingInt(Known::documents).reversed().thenComparing(Known::value))
                .toList();
    }
}
