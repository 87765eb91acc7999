package org.kartoteka.archive.casefile;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which case files are wanted; all conditions must hold.
 *
 * @param state empty = any
 * @param assignee id of a user; empty = anybody and nobody
 * @param overdueOn open, with a last day before this one
 * @param unseen closed, and documents came since
 * @param text words that must be in reference, title or numbers; empty = any
 */
public record CaseFileQuery(
        Optional<CaseFile.State> state,
        Optional<String> assignee,
        Optional<LocalDate> overdueOn,
        boolean unseen,
        String text,
        Order order) {
    /** All, those changed last first. */
    public static final CaseFileQuery ALL =
            new CaseFileQuery(Optional.empty(), Optional.empty(), Optional.empty(), false, "", Order.CHANGED);

    /** In which order they are listed; equal ones by reference. */
    public enum Order {
        /** The one that was changed last first. */
        CHANGED,
        /** The one with the nearest last day first, those without one at the end. */
        DUE,
        /** By reference. */
        REFERENCE;

        /** Where the entry stands: positions of one order compare as texts, and a list goes on behind one. */
        public String position(CaseFileEntry entry) {
            String first = switch (this) {
                case CHANGED ->
                    "%019d".formatted(Long.MAX_VALUE - entry.changedAt().toEpochMilli());
                case DUE -> entry.standing().due().map(LocalDate::toString).orElse("9999-12-31");
                case REFERENCE -> "";
            };
            return first + "_" + entry.reference();
        }
    }

    public CaseFileQuery {
        text = text.strip();
    }

    public CaseFileQuery inState(CaseFile.State wanted) {
        return new CaseFileQuery(Optional.of(wanted), assignee, overdueOn, unseen, text, order);
    }

    boolean matches(CaseFileEntry entry) {
        return (state.isEmpty() || state.get() == entry.standing().state())
                && (assignee.isEmpty() || assignee.equals(entry.standing().assignee()))
                && (overdueOn.isEmpty() || entry.isOverdue(overdueOn.get()))
                && (!unseen || entry.filedSinceClosing() > 0)
                && (text.isEmpty() || entry.mentions(text));
    }
}
