package org.kartoteka.archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * What {@code archive.json} says: which archive this is, and in which version of the format it is written.
 *
 * @param id given once, at creation
 */
public record ArchiveIdentity(String id, Instant createdAt) {
    /** The version this program writes, and the only one it reads so far. */
    public static final long FORMAT_VERSION = 1;

    public static final ObjectKey KEY = new ObjectKey("archive.json");
    public static final ObjectKey README = new ObjectKey("README.txt");
    public static final ObjectKey FORMAT = new ObjectKey("archive-format.md");

    private static final String COPY_MARKERS = "todo/copy/";
    private static final String PROGRAM = "Kartoteka";

    /** Reads the identity, or founds a new archive in an empty store. A crash in between is mended by the next call. */
    static ArchiveIdentity openOrCreate(ObjectStore store, InstantSource clock) {
        Optional<byte[]> stored = StoredBytes.find(store, KEY);
        refuseUnfinishedCopy(store);
        if (stored.isPresent()) {
            return decode(stored.get());
        }
        refuseForeign(store);
        putUnlessThere(store, README, resource("README.txt"));
        putUnlessThere(store, FORMAT, resource("archive-format.md"));
        byte[] identity = encode(UUID.randomUUID().toString(), clock.instant());
        putUnlessThere(store, KEY, identity);
        return decode(StoredBytes.read(store, KEY));
    }

    /** The marker of a copy of this archive that is being made, in the store that it is made in. */
    public static ObjectKey copyMarker(String id) {
        return new ObjectKey(COPY_MARKERS + id);
    }

    /** Whether a copy of an archive into this store was begun and not ended. */
    public static boolean hasUnfinishedCopy(ObjectStore store) {
        return !store.list(COPY_MARKERS, "", 1).isEmpty();
    }

    private static void refuseUnfinishedCopy(ObjectStore store) {
        if (hasUnfinishedCopy(store)) {
            throw new UnknownFormat(
                    "a copy of an archive into this store was begun and not ended: run the same copy again, it goes on where it stopped");
        }
    }

    private static void refuseForeign(ObjectStore store) {
        Set<ObjectKey> ours = Set.of(README, FORMAT);
        List<ObjectKey> first = store.list("", "", ours.size() + 1);
        for (ObjectKey key : first) {
            if (!ours.contains(key)) {
                if (store.size(KEY).isPresent()) {
                    // Another node that starts at the same time founded it since we looked.
                    return;
                }
                throw new UnknownFormat(
                        "the store is not empty (it has %s) but has no archive.json: it is no archive, or it lost that object. Give an empty store, or bring archive.json back from a backup"
                                .formatted(key));
            }
        }
    }

    private static void putUnlessThere(ObjectStore store, ObjectKey key, byte[] bytes) {
        try {
            store.create(key, ObjectContent.of(bytes));
        } catch (ObjectStoreException.AlreadyExists _) {
            // An earlier try, or another node starting at the same time, founded it.
        }
    }

    private static byte[] encode(String id, Instant now) {
        return SealedJson.seal(Map.of(
                "archive", id,
                "createdAt", now.truncatedTo(ChronoUnit.MILLIS).toString(),
                "digestAlgorithm", "SHA-256",
                "formatVersion", FORMAT_VERSION,
                "program", PROGRAM));
    }

    /** @throws UnknownFormat the bytes are no identity this program knows */
    public static ArchiveIdentity decode(byte[] bytes) {
        try {
            Members members = new Members(SealedJson.unseal(bytes));
            long version = members.number("formatVersion");
            if (version != FORMAT_VERSION) {
                throw new UnknownFormat(
                        "the archive is written in format version %d, and this program knows only version %d: use the program that belongs to it"
                                .formatted(version, FORMAT_VERSION));
            }
            if (!members.text("digestAlgorithm").equals("SHA-256")) {
                throw new UnknownFormat("the archive uses the digest algorithm %s, and this program knows only SHA-256"
                        .formatted(members.text("digestAlgorithm")));
            }
            return new ArchiveIdentity(members.text("archive"), members.time("createdAt"));
        } catch (MalformedJson e) {
            throw new UnknownFormat(
                    "archive.json is damaged (%s): bring it back from a backup".formatted(e.getMessage()));
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = ArchiveIdentity.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: it lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the program's own " + name, e);
        }
    }
}
