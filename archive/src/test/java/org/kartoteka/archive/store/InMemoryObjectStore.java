package org.kartoteka.archive.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/** The reference: what a store does, without any disk. For tests. */
public final class InMemoryObjectStore implements ObjectStore {
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void create(ObjectKey key, ObjectContent content) {
        byte[] bytes = readAll(key, content);
        if (objects.putIfAbsent(key.value(), bytes) != null) {
            throw new ObjectStoreException.AlreadyExists(key);
        }
    }

    private static byte[] readAll(ObjectKey key, ObjectContent content) {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(Math.toIntExact(content.sizeBytes() + 1));
            if (bytes.length != content.sizeBytes() || !Digest.of(bytes).equals(content.digest())) {
                throw new ObjectStoreException.Corrupt("content for " + key + " is not what it says of itself");
            }
            return bytes;
        } catch (IOException e) {
            throw new ObjectStoreException.Unavailable("cannot read the content for " + key, e);
        }
    }

    @Override
    public InputStream open(ObjectKey key) {
        return new ByteArrayInputStream(bytes(key));
    }

    @Override
    public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
        if (offsetBytes < 0 || lengthBytes < 0) {
            throw new IllegalArgumentException("a range cannot be negative");
        }
        byte[] bytes = bytes(key);
        int offset = (int) Math.min(offsetBytes, bytes.length);
        return new ByteArrayInputStream(bytes, offset, (int) Math.min(lengthBytes, bytes.length - offset));
    }

    private byte[] bytes(ObjectKey key) {
        byte[] bytes = objects.get(key.value());
        if (bytes == null) {
            throw new ObjectStoreException.Missing(key);
        }
        return bytes;
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        byte[] bytes = objects.get(key.value());
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
    }

    @Override
    public List<ObjectKey> list(String prefix, String after, int limit) {
        String from = prefix.compareTo(after) > 0 ? prefix : after;
        return objects.tailMap(from, true).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .filter(key -> key.compareTo(after) > 0)
                .limit(limit)
                .map(ObjectKey::new)
                .toList();
    }

    @Override
    public void delete(ObjectKey key) {
        objects.remove(key.value());
    }

    /** Puts bytes under a key behind the store's back, as damage or an intruder would. */
    public void overwrite(ObjectKey key, byte[] bytes) {
        objects.put(key.value(), bytes.clone());
    }
}
