package org.kartoteka.archive.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Notes of tries at a batch that came to no good end, so that a batch which ends the service itself is not tried for ever:
 * {@code todo/attempts/<batch>.<number>.begun} is put before the work begins and removed when it ends in order;
 * {@code ….failed} is put when it failed for no known reason. All go when the batch comes to its end.
 *
 * <p>A note of {@code begun} says how far the batch was. One that says another thing than now counts no more: there was
 * progress since. The notes are few, and nothing is lost with them. One process at a time works on a batch.
 */
public final class Attempts {
    private static final Pattern NAME = Pattern.compile(".*\\.(?<number>\\d{4,9})\\.(?<how>begun|failed)");
    private static final int NOTES_MAX = 1_000;

    private final ObjectStore store;

    public Attempts(ObjectStore store) {
        this.store = store;
    }

    /** How a try ended: not at all, as far as is known, or in a failure. */
    private enum How {
        BEGUN("begun"),
        FAILED("failed");

        private final String text;

        How(String text) {
            this.text = text;
        }
    }

    private record Note(ObjectKey key, int number, boolean failed) {}

    /** How many tries in a row were begun when the batch was just as far as now, and never ended. */
    public int brokenOff(BatchId id, String progress) {
        int count = 0;
        for (Note note : notes(id)) {
            if (!note.failed() && isOf(note, progress)) {
                count++;
            }
        }
        return count;
    }

    /** A try begins. Notes of tries since which there was progress are removed. */
    public void begin(BatchId id, String progress) {
        for (Note note : notes(id)) {
            if (!note.failed() && !isOf(note, progress)) {
                store.delete(note.key());
            }
        }
        put(id, How.BEGUN, progress);
    }

    /**
     * The try failed for no known reason.
     *
     * @return how many did, this one included
     */
    public int failed(BatchId id) {
        put(id, How.FAILED, "");
        return (int) notes(id).stream().filter(Note::failed).count();
    }

    /** The try ended in order, whatever came of it; it has not ended the service. */
    public void end(BatchId id) {
        for (Note note : notes(id)) {
            if (!note.failed()) {
                store.delete(note.key());
            }
        }
    }

    /** The batch came to its end, or is given another chance. */
    public void clear(BatchId id) {
        notes(id).forEach(note -> store.delete(note.key()));
    }

    private void put(BatchId id, How how, String progress) {
        int number = notes(id).stream().mapToInt(Note::number).max().orElse(0) + 1;
        try {
            store.create(
                    new ObjectKey("%s%04d.%s".formatted(prefix(id), number, how.text)),
                    ObjectContent.of((progress + "\n").getBytes(UTF_8)));
        } catch (ObjectStoreException.AlreadyExists _) {
            // Another process puts notes for the same batch; one is as good as two.
        }
    }

    private boolean isOf(Note note, String progress) {
        try {
            return new String(StoredBytes.read(store, note.key()), UTF_8)
                    .strip()
                    .equals(progress);
        } catch (ObjectStoreException.Missing _) {
            return false;
        }
    }

    private List<Note> notes(BatchId id) {
        List<Note> notes = new ArrayList<>();
        for (ObjectKey key : store.list(prefix(id), "", NOTES_MAX)) {
            note(key).ifPresent(notes::add);
        }
        return notes;
    }

    private static Optional<Note> note(ObjectKey key) {
        Matcher name = NAME.matcher(key.value());
        return name.matches()
                ? Optional.of(new Note(
                        key,
                        Integer.parseInt(name.group("number")),
                        name.group("how").equals(How.FAILED.text)))
                : Optional.empty();
    }

    private static String prefix(BatchId id) {
        return "todo/attempts/" + id.value() + ".";
    }
}
