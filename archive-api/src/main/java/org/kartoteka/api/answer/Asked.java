package org.kartoteka.api.answer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;

/** Reads what stands in addresses and parameters: an id that cannot exist is simply not there. */
public final class Asked {
    private Asked() {}

    public static DocumentId document(String id) {
        return parse(id, DocumentId::new).orElseThrow(() -> new NotThere("There is no such document."));
    }

    public static BatchId batch(String id) {
        return parse(id, BatchId::new).orElseThrow(() -> new NotThere("There is no such batch."));
    }

    public static CaseReference caseFile(String reference) {
        return parse(reference, CaseReference::parse).orElseThrow(() -> new NotThere("There is no such case file."));
    }

    public static CaseFile.State caseState(String text) {
        for (CaseFile.State state : CaseFile.State.values()) {
            if (state.text().equals(text)) {
                return state;
            }
        }
        throw new BadRequest("The state must be open or closed.");
    }

    /** An ISO date; empty where nothing is given. */
    public static Optional<LocalDate> day(String name, String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException e) {
            throw new BadRequest("Parameter %s must be a date such as 2001-10-24.".formatted(name));
        }
    }

    /** A number within its limits. */
    public static int within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new BadRequest("Parameter %s must be between %d and %d.".formatted(name, min, max));
        }
        return value;
    }

    private static <T> Optional<T> parse(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
