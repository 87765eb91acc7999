package org.kartoteka.ingest.field;

import java.time.LocalDate;
import java.util.Optional;
import org.kartoteka.ingest.ComposeResult.Field;

/**
 * What is to be thought of a date on a document, knowing when that arrived: it was hardly written later, nor a working life earlier.
 *
 * @param received the day of arrival; empty where nobody knows
 */
record DateOnArrival(Optional<LocalDate> received) {
    /** Clocks and zones differ, and some letters are dated for the day they are expected. */
    private static final int DAYS_AFTER = 1;

    private static final int YEARS_BEFORE = 40;
    private static final double IMPLAUSIBLE = 0.45;

    /** By how much the score of a date is to be multiplied, 0 to 1. */
    double plausibility(String isoDate) {
        return doubt(isoDate).isEmpty() ? 1 : IMPLAUSIBLE;
    }

    /** Why the date is doubtful, as in {@link Field#doubt()}; empty where it is not. */
    String doubt(String isoDate) {
        LocalDate date = LocalDate.parse(isoDate);
        if (received.isEmpty()) {
            return "";
        }
        if (date.isAfter(received.get().plusDays(DAYS_AFTER))) {
            return Field.AFTER_ARRIVAL;
        }
        return date.isBefore(received.get().minusYears(YEARS_BEFORE)) ? Field.LONG_BEFORE_ARRIVAL : "";
    }
}
