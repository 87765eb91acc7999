package org.kartoteka.archive.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.kartoteka.archive.identity.CaseReference;

/**
 * A case file in short, as lists show it.
 *
 * @param sequence of its last event record
 * @param request as {@link CaseFile#request()}
 * @param filedSinceClosing as {@link CaseFile#filedSinceClosing()}
 */
public record CaseFileEntry(
        CaseReference reference,
        long sequence,
        Instant openedAt,
        Instant changedAt,
        Optional<String> request,
        CaseFile.Standing standing,
        Description description,
        int documents,
        int notes,
        int filedSinceClosing) {
    static CaseFileEntry of(CaseFile file, Description description) {
        return new CaseFileEntry(
                file.reference(),
                file.sequence(),
                file.openedAt(),
                file.changedAt(),
                file.request(),
                file.standing(),
                description,
                file.filed().size(),
                file.notes().size(),
                file.filedSinceClosing());
    }

    public boolean isOpen() {
        return standing.state() == CaseFile.State.OPEN;
    }

    /** Whether its last day has passed, and it is open still. */
    public boolean isOverdue(LocalDate today) {
        return isOpen() && standing.due().filter(due -> due.isBefore(today)).isPresent();
    }

    /** Whether all words of the text are in reference, title or numbers, in any case of letters. */
    boolean mentions(String text) {
        String own = (reference + " " + description.title() + " " + String.join(" ", description.customers()) + " "
                        + String.join(" ", description.contracts()))
                .toLowerCase(Locale.ROOT);
        for (String word : text.toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!own.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
