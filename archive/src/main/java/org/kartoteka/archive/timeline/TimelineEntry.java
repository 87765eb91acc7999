package org.kartoteka.archive.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.DocumentId;

/**
 * One thing that happened in a matter.
 *
 * @param document it is about; empty where it is about the case file itself
 * @param says what a sentence needs besides
 */
public record TimelineEntry(Position position, What what, Actor by, Optional<DocumentId> document, Says says) {
    /** Kinds of things. */
    public enum What {
        OPENED("opened"),
        CLOSED("closed"),
        REOPENED("reopened"),
        ASSIGNED("assigned"),
        UNASSIGNED("unassigned"),
        DUE_SET("due-set"),
        DUE_CLEARED("due-cleared"),
        DESCRIBED("described"),
        NOTED("noted"),
        RECEIVED("received"),
        FILED("filed"),
        MOVED_IN("moved-in"),
        TAKEN_OUT("taken-out"),
        MOVED_OUT("moved-out"),
        CORRECTED("corrected"),
        CORRECTION_WITHDRAWN("correction-withdrawn");

        private final String text;

        What(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * Details; each is empty where there is none.
     *
     * @param from what was before: a user, an ISO date, a case file
     * @param to what is now: a user, an ISO date, a case file, a way of filing, a channel, a title
     * @param note its text; also empty where it was disposed of
     * @param parts of a document that were corrected: {@code type}, {@code languages} and names of fields
     */
    public record Says(Optional<String> from, Optional<String> to, Optional<String> note, List<String> parts) {
        static final Says NOTHING = new Says(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public Says {
            parts = List.copyOf(parts);
        }

        static Says to(String to) {
            return new Says(Optional.empty(), Optional.of(to), Optional.empty(), List.of());
        }

        static Says from(String from) {
            return new Says(Optional.of(from), Optional.empty(), Optional.empty(), List.of());
        }

        static Says note(Optional<String> text) {
            return new Says(Optional.empty(), Optional.empty(), text, List.of());
        }

        static Says parts(List<String> parts) {
            return new Says(Optional.empty(), Optional.empty(), Optional.empty(), parts);
        }
    }

    /**
     * Where it stands: by time, and where that is the same, by chain, record and place in the record. Newest first.
     *
     * @param chain as {@link org.kartoteka.archive.event.ChainId#toString()}
     * @param number in the record, from 0
     */
    public record Position(Instant at, String chain, long sequence, int number) implements Comparable<Position> {
        private static final Pattern TEXT =
                Pattern.compile("(\\d{1,15})_([a-z-]+)_([A-Za-z0-9-]{1,80})_(\\d{1,12})_(\\d{1,6})");
        private static final Comparator<Position> ORDER = Comparator.comparing(Position::at)
                .thenComparing(Position::chain)
                .thenComparingLong(Position::sequence)
                .thenComparingInt(Position::number)
                .reversed();

        /** Reads what {@link #toString} wrote; empty where it is no position. */
        public static Optional<Position> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Position(
                        Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
                        parts.group(2) + "/" + parts.group(3),
                        Long.parseLong(parts.group(4)),
                        Integer.parseInt(parts.group(5))));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }

        /** To go on behind it. */
        @Override
        public String toString() {
            return at.toEpochMilli() + "_" + chain.replace('/', '_') + "_" + sequence + "_" + number;
        }
    }
}
