package org.kartoteka.archive.rendition;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Stores and reads renditions. Keys are derived from what they are made of, so a repeated try finds the earlier result; the
 * first one stored stays.
 *
 * <p>A recipe names engine, models and settings by a short digest: reading again with another recipe adds renditions.
 */
public final class Renditions {
    private static final String JSON = "application/json";
    private static final int PAGE = 1_000;

    private final ObjectStore store;

    public Renditions(ObjectStore store) {
        this.store = store;
    }

    /**
     * What renditions are made by, as their keys have it.
     *
     * @param attempt at the batch, from 1: the first adds nothing to a name, the second {@code -2}
     */
    public record Making(String recipe, int attempt) {
        /** By the first attempt. */
        public static Making first(String recipe) {
            return new Making(recipe, 1);
        }

        public Making {
            if (attempt < 1) {
                throw new IllegalArgumentException("there is no attempt " + attempt);
            }
        }

        private String mark() {
            return attempt == 1 ? "" : "-" + attempt;
        }
    }

    /** {@code renditions/pages/<first two digits>/<original>/<recipe>/<page>[-<attempt>].<extension>}. */
    public static ObjectKey pageKey(Digest original, Making making, int pageNumber, String extension) {
        return ObjectKey.of(
                "renditions",
                "pages",
                shard(original),
                original.hex(),
                making.recipe(),
                "%05d%s.%s".formatted(pageNumber, making.mark(), extension));
    }

    /** As {@link #pageKey(Digest, Making, int, String)}, by the first attempt. */
    public static ObjectKey pageKey(Digest original, String recipe, int pageNumber, String extension) {
        return pageKey(original, Making.first(recipe), pageNumber, extension);
    }

    /** {@code renditions/documents/<day>/<document>/<recipe>/<stem>[-<attempt>].<extension>}. */
    public static ObjectKey documentKey(DocumentId document, Making making, String name) {
        int dot = name.lastIndexOf('.');
        return ObjectKey.of(
                "renditions",
                "documents",
                document.value().substring(0, 8),
                document.value(),
                making.recipe(),
                name.substring(0, dot) + making.mark() + name.substring(dot));
    }

    /** As {@link #documentKey(DocumentId, Making, String)}, by the first attempt. */
    public static ObjectKey documentKey(DocumentId document, String recipe, String name) {
        return documentKey(document, Making.first(recipe), name);
    }

    /** {@code renditions/components/<first two digits>/<original>/<part>}: a file unpacked from a container such as a mail. */
    public static ObjectKey componentKey(Digest original, int part) {
        return ObjectKey.of("renditions", "components", shard(original), original.hex(), "%04d".formatted(part));
    }

    /** How many renditions there are of the original's pages, by whatever recipe. Lists them all. */
    public long countOfPages(Digest original) {
        return count("renditions/pages/" + shard(original) + "/" + original.hex() + "/");
    }

    /** How many renditions there are of the batch's documents, by whatever recipe. May look through those of its day. */
    public long countOfDocuments(BatchId batch) {
        return count("renditions/documents/" + batch.value().substring(0, 8) + "/" + batch.value() + "-");
    }

    private long count(String prefix) {
        long count = 0;
        String after = "";
        for (List<ObjectKey> keys = store.list(prefix, after, PAGE);
                !keys.isEmpty();
                keys = store.list(prefix, after, PAGE)) {
            count += keys.size();
            after = keys.getLast().value();
        }
        return count;
    }

    private static String shard(Digest original) {
        return original.hex().substring(0, 2);
    }

    /**
     * Stores the bytes, or accepts what an earlier try stored under this key: the reference returned is always of what is
     * stored.
     */
    public RenditionRef put(ObjectKey key, ObjectContent content, String mediaType) {
        try {
            store.create(key, content);
            return new RenditionRef(key, content.digest(), content.sizeBytes(), mediaType);
        } catch (ObjectStoreException.AlreadyExists _) {
            return find(key, mediaType).orElseThrow(() -> new ObjectStoreException.Missing(key));
        }
    }

    /** As {@link #put}, of this record as JSON. */
    public RenditionRef putJson(ObjectKey key, Record value) {
        return put(key, ObjectContent.of(RenditionJson.encode(value)), JSON);
    }

    /** The reference of a rendition an earlier try stored; reads it twice for its digest. */
    public Optional<RenditionRef> find(ObjectKey key, String mediaType) {
        try {
            StoredBytes.Measured found = StoredBytes.measureSurely(store, key);
            return Optional.of(new RenditionRef(key, found.digest(), found.sizeBytes(), mediaType));
        } catch (ObjectStoreException.Missing _) {
            return Optional.empty();
        }
    }

    /**
     * The page reading, its bytes checked against their digest.
     *
     * @throws ObjectStoreException.Corrupt the bytes are others, or no page reading
     */
    public PageText pageText(RenditionRef ref) {
        return RenditionJson.decode(ref.key(), bytes(ref), PageText.class);
    }

    /**
     * The document reading, its bytes checked against their digest.
     *
     * @throws ObjectStoreException.Corrupt the bytes are others, or no document reading
     */
    public DocumentReading documentReading(RenditionRef ref) {
        return RenditionJson.decode(ref.key(), bytes(ref), DocumentReading.class);
    }

    private byte[] bytes(RenditionRef ref) {
        byte[] bytes = StoredBytes.read(store, ref.key());
        if (!Digest.of(bytes).equals(ref.digest())) {
            throw new ObjectStoreException.Corrupt(
                    "rendition %s does not match its digest; make it again from the original".formatted(ref.key()));
        }
        return bytes;
    }

    /** All bytes; the caller closes the stream. They are not checked against the digest: the verifier does that. */
    public InputStream open(RenditionRef ref) {
        return store.open(ref.key());
    }

    /** As {@link ObjectStore#open(ObjectKey, long, long)}. */
    public InputStream open(RenditionRef ref, long offsetBytes, long lengthBytes) {
        return store.open(ref.key(), offsetBytes, lengthBytes);
    }
}
