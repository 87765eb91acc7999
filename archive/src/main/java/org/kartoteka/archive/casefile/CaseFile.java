package org.kartoteka.archive.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.Digest;

/**
 * The documents, notes and deadlines of one matter, as its events say.
 *
 * @param sequence of its last event record
 * @param changedAt time of that record
 * @param request what distinguishes the command of a person that opened it from any other; empty where a document opened it
 * @param description digest of the {@link Description} in force; empty where nobody described it
 * @param notes in the order in which they were written
 * @param filed in the order in which they were filed
 */
public record CaseFile(
        CaseReference reference,
        long sequence,
        Instant openedAt,
        Instant changedAt,
        Optional<String> request,
        Standing standing,
        Optional<Digest> description,
        List<NoteWritten> notes,
        List<Filed> filed) {
    public CaseFile {
        notes = List.copyOf(notes);
        filed = List.copyOf(filed);
    }

    /** Whether a matter still asks for work. */
    public enum State {
        OPEN("open"),
        CLOSED("closed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * How the matter stands.
     *
     * @param closed empty where it is open
     * @param assignee id of the user whose work it is
     * @param due the last day for it
     */
    public record Standing(Optional<Closed> closed, Optional<String> assignee, Optional<LocalDate> due) {
        static final Standing NEW = new Standing(Optional.empty(), Optional.empty(), Optional.empty());

        public State state() {
            return closed.isEmpty() ? State.OPEN : State.CLOSED;
        }

        Standing closedBy(EventRecord record) {
            return new Standing(Optional.of(new Closed(record.time(), record.sequence())), assignee, due);
        }

        Standing reopened() {
            return new Standing(Optional.empty(), assignee, due);
        }

        Standing assignedTo(Optional<String> user) {
            return new Standing(closed, user, due);
        }

        Standing dueOn(Optional<LocalDate> day) {
            return new Standing(closed, assignee, day);
        }
    }

    /**
     * That it was closed.
     *
     * @param sequence of the event record
     */
    public record Closed(Instant at, long sequence) {}

    /**
     * A note; its text lies in an object of its own.
     *
     * @param digest of the {@link Note}
     */
    public record NoteWritten(Digest digest, long sequence, Instant at, Actor by) {}

    /**
     * A document in the case file.
     *
     * @param sequence of the event record that filed it
     */
    public record Filed(DocumentId document, HowFiled how, long sequence, Instant at, Actor by) {}

    public boolean isOpen() {
        return standing.state() == State.OPEN;
    }

    /** Ids of the documents, in the order in which they were filed. */
    public List<DocumentId> documents() {
        return filed.stream().map(Filed::document).toList();
    }

    public boolean holds(DocumentId document) {
        return filed.stream().anyMatch(one -> one.document().equals(document));
    }

    /** How many documents came after it was closed, and nobody has opened it again; 0 where it is open. */
    public int filedSinceClosing() {
        return standing.closed()
                .map(closed -> (int) filed.stream()
                        .filter(one -> one.sequence() > closed.sequence())
                        .count())
                .orElse(0);
    }
}
