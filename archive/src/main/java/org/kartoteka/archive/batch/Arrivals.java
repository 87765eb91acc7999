package org.kartoteka.archive.batch;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** The stored form of {@link Arrival}. */
public final class Arrivals {
    private Arrivals() {}

    /** {@code arrivals/<day>/<batch>.json}. */
    public static ObjectKey key(BatchId batch) {
        return ObjectKey.of("arrivals", batch.day(), batch.value() + ".json");
    }

    /** Stores the arrival, unless an earlier try of the same batch did; the first one stays. Returns what is stored. */
    static Stored store(ObjectStore store, BatchId batch, Arrival arrival) {
        byte[] bytes = encode(batch, arrival);
        try {
            store.create(key(batch), ObjectContent.of(bytes));
        } catch (ObjectStoreException.AlreadyExists _) {
            bytes = StoredBytes.read(store, key(batch));
        }
        return new Stored(decode(batch, bytes), Digest.of(bytes));
    }

    static byte[] encode(BatchId batch, Arrival arrival) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("batch", batch.value());
        object.put("channel", arrival.channel());
        object.put("folder", arrival.folder());
        object.put("fileName", arrival.fileName());
        object.put("sizeBytes", arrival.sizeBytes());
        object.put(
                "receivedAt",
                arrival.receivedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        object.put("hints", arrival.hints());
        return SealedJson.seal(object);
    }

    /** @throws ObjectStoreException.Corrupt the bytes are no arrival of this batch */
    public static Arrival decode(BatchId batch, byte[] bytes) {
        try {
            Members members = new Members(SealedJson.unseal(bytes));
            members.only("batch", "channel", "folder", "fileName", "sizeBytes", "receivedAt", "hints");
            if (!members.text("batch").equals(batch.value())) {
                throw new MalformedJson("it names batch " + members.text("batch"));
            }
            return new Arrival(
                    members.text("channel"),
                    members.text("folder"),
                    members.text("fileName"),
                    members.number("sizeBytes"),
                    members.time("receivedAt"),
                    members.textMap("hints"));
        } catch (MalformedJson e) {
            throw new ObjectStoreException.Corrupt("object %s is damaged: %s".formatted(key(batch), e.getMessage()));
        }
    }

    /** An arrival and the digest of its stored bytes. */
    record Stored(Arrival arrival, Digest digest) {}
}
