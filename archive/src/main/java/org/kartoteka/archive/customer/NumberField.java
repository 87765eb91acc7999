package org.kartoteka.archive.customer;

import java.util.List;
import org.kartoteka.archive.casefile.Description;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.rendition.DocumentReading;

/** The numbers by which a document is told to belong in a matter. */
enum NumberField {
    CONTRACT("contractNumber", "contract", HowFiled.CONTRACT),
    CUSTOMER("customerNumber", "customer", HowFiled.CUSTOMER);

    /** A number that reading is less sure of is a hint at most. */
    private static final double SURE = 0.8;

    private final String field;
    private final String searched;
    private final HowFiled how;

    NumberField(String field, String searched, HowFiled how) {
        this.field = field;
        this.searched = searched;
        this.how = how;
    }

    /** Its name in queries. */
    String searched() {
        return searched;
    }

    /** By what a document is filed that is filed by this number. */
    HowFiled how() {
        return how;
    }

    /** The numbers that a case file is described by. */
    List<String> of(Description description) {
        return switch (this) {
            case CONTRACT -> description.contracts();
            case CUSTOMER -> description.customers();
        };
    }

    /** The numbers on a document. */
    List<String> of(DocumentReading reading) {
        return reading.fields().stream()
                .filter(one -> one.name().equals(field))
                .map(DocumentReading.Field::value)
                .distinct()
                .toList();
    }

    /** Those of them that were read surely, and against which nothing speaks. */
    List<String> sureOf(DocumentReading reading) {
        return reading.fields().stream()
                .filter(one -> one.name().equals(field)
                        && one.score() >= SURE
                        && one.doubt().isEmpty())
                .map(DocumentReading.Field::value)
                .distinct()
                .toList();
    }

    boolean isIn(DocumentReading reading, String number) {
        return of(reading).stream().anyMatch(own -> Numbers.same(own, number));
    }
}
