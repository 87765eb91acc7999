package org.kartoteka.archive.casefile;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.event.Event;
import org.kartoteka.archive.event.EventRecord;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Notes and descriptions of case files: objects of their own beside the chain, for they are personal and one day have to be
 * disposed of lawfully, while the chain keeps their digests. Each has a nonce, so that the digest tells nothing of a text that
 * is gone. Safe for use by many threads.
 */
public final class CaseFileTexts {
    private static final int NONCE_BYTES = 16;

    private final ObjectStore store;
    private final SecureRandom chance = new SecureRandom();

    public CaseFileTexts(ObjectStore store) {
        this.store = store;
    }

    /** {@code notes/<reference>/<digest>.json}. */
    public static ObjectKey key(CaseReference reference, Digest digest) {
        return ObjectKey.of("notes", reference.value(), digest.hex() + ".json");
    }

    /** Stores the note; it counts once an event names its digest. */
    Digest put(CaseReference reference, Note note) {
        return put(reference, Map.of("note", note.text()));
    }

    /** Stores the description; it counts once an event names its digest. */
    Digest put(CaseReference reference, Description description) {
        return put(
                reference,
                Map.of(
                        "title", description.title(),
                        "customers", description.customers(),
                        "contracts", description.contracts()));
    }

    private Digest put(CaseReference reference, Map<String, Object> members) {
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        Map<String, Object> object = new LinkedHashMap<>(members);
        object.put("caseFile", reference.value());
        object.put("nonce", HexFormat.of().formatHex(nonce));
        byte[] bytes = SealedJson.seal(object);
        Digest digest = Digest.of(bytes);
        StoredBytes.createOrSame(store, key(reference, digest), bytes);
        return digest;
    }

    /**
     * The note; empty where it was disposed of.
     *
     * @throws ObjectStoreException.Corrupt the bytes are others than the event names, or no note of this case file
     */
    public Optional<Note> note(CaseReference reference, Digest digest) {
        return find(reference, digest).map(bytes -> decodeNote(reference, key(reference, digest), bytes));
    }

    /**
     * What the case file is about; {@link Description#NONE} where nobody described it, or it was disposed of.
     *
     * @throws ObjectStoreException.Corrupt the bytes are others than the event names, or no description of this case file
     */
    public Description description(CaseFile caseFile) {
        return caseFile.description()
                .flatMap(digest -> description(caseFile.reference(), digest))
                .orElse(Description.NONE);
    }

    /** As {@link #description(CaseFile)}, of any event; empty where it was disposed of. */
    public Optional<Description> description(CaseReference reference, Digest digest) {
        return find(reference, digest).map(bytes -> decodeDescription(reference, key(reference, digest), bytes));
    }

    private Optional<byte[]> find(CaseReference reference, Digest digest) {
        try {
            return Optional.of(StoredBytes.readSame(store, key(reference, digest), digest));
        } catch (ObjectStoreException.Missing _) {
            return Optional.empty();
        }
    }

    private static Note decodeNote(CaseReference reference, ObjectKey key, byte[] bytes) {
        return decode(
                key,
                () -> new Note(
                        members(reference, bytes, "caseFile", "nonce", "note").text("note")));
    }

    private static Description decodeDescription(CaseReference reference, ObjectKey key, byte[] bytes) {
        return decode(key, () -> {
            Members members = members(reference, bytes, "caseFile", "nonce", "title", "customers", "contracts");
            return new Description(members.text("title"), members.texts("customers"), members.texts("contracts"));
        });
    }

    private static Members members(CaseReference reference, byte[] bytes, String... known) {
        Members members = new Members(SealedJson.unseal(bytes));
        members.only(known);
        if (!members.text("caseFile").equals(reference.value())) {
            throw new MalformedJson("it names case file " + members.text("caseFile"));
        }
        return members;
    }

    private static <T> T decode(ObjectKey key, java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (MalformedJson | IllegalArgumentException e) {
            throw new ObjectStoreException.Corrupt("object %s is damaged: %s".formatted(key, e.getMessage()));
        }
    }

    /** Reads what an event names, for its damage alone. Does nothing for an event that names no text. */
    public static void check(CaseReference reference, Event event, byte[] bytes) {
        Optional<Digest> named = named(event);
        if (named.isEmpty()) {
            return;
        }
        ObjectKey key = key(reference, named.get());
        if (!Digest.of(bytes).equals(named.get())) {
            throw new ObjectStoreException.Corrupt("its bytes have another digest than its event names");
        }
        if (event.type().equals(CaseFileEvents.NOTE)) {
            decodeNote(reference, key, bytes);
        } else {
            decodeDescription(reference, key, bytes);
        }
    }

    /** The digest of the text that the event names. */
    public static Optional<Digest> named(Event event) {
        Members data = new Members(event.data());
        return switch (event.type()) {
            case CaseFileEvents.NOTE -> Optional.of(data.digest("note"));
            case CaseFileEvents.DESCRIPTION -> Optional.of(data.digest("values"));
            default -> Optional.empty();
        };
    }

    /** The events among these records that name a text. */
    public static List<Event> naming(List<EventRecord> records) {
        return records.stream()
                .flatMap(record -> record.events().stream())
                .filter(event -> named(event).isPresent())
                .toList();
    }
}
