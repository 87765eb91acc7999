package org.kartoteka.archive.model;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.event.ChainConflict;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Keeps every learned version of the type model under its digest, and which one is in force as a chain of events, so that
 * all nodes agree and everybody can see who changed it. Safe for use by many threads and processes.
 */
public final class TypeModels {
    /** The name of the model that came with the program. */
    public static final String SHIPPED = "shipped";

    private final ObjectStore store;
    private final EventLog events;

    public TypeModels(ObjectStore store, EventLog events) {
        this.store = store;
        this.events = events;
    }

    /**
     * What a version was learned from, and how it did.
     *
     * @param shipped digest of the model that came with the program
     * @param corrections objects under {@code corrections/} when it began
     * @param lessons digest of the lessons
     * @param measured numbers of documents by name
     */
    public record Attempt(Digest shipped, long corrections, String lessons, Map<String, Long> measured) {
        public Attempt {
            measured = Map.copyOf(measured);
        }
    }

    /** {@code models/document-types/<digest>.model}. */
    public static ObjectKey key(Digest digest) {
        return ObjectKey.of("models", "document-types", digest.hex() + ".model");
    }

    public TypeModelHistory history() {
        return TypeModelEvents.fold(events.read(TypeModelEvents.CHAIN));
    }

    /** Sequence of the last record; 0 where there is none. One listing, so it may be asked often. */
    public long sequence() {
        return events.lastSequence(TypeModelEvents.CHAIN);
    }

    /**
     * Stores a version and puts it in force.
     *
     * @param history as it was when learning began
     * @throws ChainConflict another node learned, or a person chose a version, meanwhile: what was learned is not taken
     */
    public TypeModelHistory take(TypeModelHistory history, byte[] model, Attempt attempt, Actor actor) {
        Digest digest = Digest.of(model);
        StoredBytes.createOrSame(store, key(digest), model);
        return append(history, TypeModelEvents.training(digest, attempt), actor);
    }

    /** Notes that what was learned is not taken, and why, so that nobody tries the same again. Throws as {@link #take}. */
    public TypeModelHistory refuse(TypeModelHistory history, String reason, Attempt attempt, Actor actor) {
        return append(history, TypeModelEvents.refusal(reason, attempt), actor);
    }

    /**
     * Puts a version in force, at once and on all nodes.
     *
     * @param name of a version, or {@link #SHIPPED}
     * @throws NoSuchElementException there is no such version
     * @throws ObjectStoreException.Corrupt its bytes are damaged; nothing was changed
     */
    public TypeModelHistory choose(String name, Actor actor) {
        TypeModelHistory history = history();
        Optional<TypeModel> chosen = name.equals(SHIPPED)
                ? Optional.empty()
                : Optional.of(history.find(name).orElseThrow());
        chosen.ifPresent(model -> bytes(model.digest()));
        if (chosen.equals(history.inForce())) {
            return history;
        }
        return append(history, TypeModelEvents.selection(chosen), actor);
    }

    private TypeModelHistory append(TypeModelHistory history, Event event, Actor actor) {
        List<EventRecord> known = events.read(TypeModelEvents.CHAIN);
        if (TypeModelEvents.fold(known).sequence() != history.sequence()) {
            throw new ChainConflict(TypeModelEvents.CHAIN, history.sequence() + 1);
        }
        events.append(TypeModelEvents.CHAIN, known, actor, List.of(event));
        return history();
    }

    /**
     * The bytes of a version.
     *
     * @throws ObjectStoreException.Corrupt they are others than its digest says
     */
    public byte[] bytes(Digest digest) {
        byte[] bytes = StoredBytes.read(store, key(digest));
        if (!Digest.of(bytes).equals(digest)) {
            throw new ObjectStoreException.Corrupt(
                    "model %s does not match its digest; roll back to another version".formatted(digest));
        }
        return bytes;
    }
}
