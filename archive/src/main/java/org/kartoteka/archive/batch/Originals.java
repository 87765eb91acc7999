package org.kartoteka.archive.batch;

import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.format.MalformedJson;
import org.kartoteka.archive.format.Members;
import org.kartoteka.archive.format.SealedJson;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/** Originals, stored once by their digest, and which batch owns the bytes. */
public final class Originals {
    private static final int READ_BACK_TRIES = 3;

    private final ObjectStore store;

    public Originals(ObjectStore store) {
        this.store = store;
    }

    /** {@code originals/<first two digits>/<sha256>}. */
    public static ObjectKey key(Digest original) {
        return ObjectKey.of("originals", original.hex().substring(0, 2), original.hex());
    }

    /** {@code digests/<first two digits>/<sha256>.json}. */
    public static ObjectKey ownerKey(Digest original) {
        return ObjectKey.of("digests", original.hex().substring(0, 2), original.hex() + ".json");
    }

    /**
     * Stores the bytes unless they are there, reads back what is stored and compares its digest.
     *
     * @throws ObjectStoreException.Corrupt what is stored is not these bytes; the source must be kept
     */
    void store(ObjectContent original) {
        ObjectKey key = key(original.digest());
        try {
            store.create(key, original);
        } catch (ObjectStoreException.AlreadyExists _) {
            // The same bytes came before, or an earlier try stored them. Either way they are checked now.
        }
        for (int tries = 1; !isIntact(original.digest()); tries++) {
            if (tries == READ_BACK_TRIES) {
                throw new ObjectStoreException.Corrupt(
                        "original %s reads back with other bytes; the file stays where it is until the store is mended"
                                .formatted(key));
            }
        }
    }

    /** Whether the stored bytes match their digest; reads them all. */
    public boolean isIntact(Digest original) {
        return StoredBytes.measure(store, key(original)).digest().equals(original);
    }

    /** Enters the batch as owner of the bytes unless there is one; returns the owner. */
    BatchId enter(Digest original, BatchId batch) {
        Optional<BatchId> earlier = owner(original);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        byte[] entry = SealedJson.seal(Map.of("batch", batch.value(), "original", original.hex()));
        try {
            store.create(ownerKey(original), ObjectContent.of(entry));
            return batch;
        } catch (ObjectStoreException.AlreadyExists _) {
            return owner(original).orElseThrow(() -> new ObjectStoreException.Missing(ownerKey(original)));
        }
    }

    /** The first batch that brought these bytes. */
    public Optional<BatchId> owner(Digest original) {
        ObjectKey key = ownerKey(original);
        return StoredBytes.find(store, key).map(bytes -> {
            try {
                Members members = new Members(SealedJson.unseal(bytes));
                members.only("batch", "original");
                if (!members.digest("original").equals(original)) {
                    throw new MalformedJson("it speaks of another original");
                }
                return new BatchId(members.text("batch"));
            } catch (MalformedJson | IllegalArgumentException e) {
                throw new ObjectStoreException.Corrupt("object %s is damaged: %s".formatted(key, e.getMessage()));
            }
        });
    }
}
