package org.kartoteka.archive.copy;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.store.StoredBytes.Measured;

/** Copies one object, or compares the one that is there. Small objects go through memory, large ones are streamed. */
final class ObjectCopy {
    private static final int IN_MEMORY_BYTES_MAX = 1 << 20;
    private static final Pattern NAMED_BY_DIGEST = Pattern.compile("originals/[0-9a-f]{2}/([0-9a-f]{64})");

    private final ObjectStore from;
    private final ObjectStore to;

    ObjectCopy(ObjectStore from, ObjectStore to) {
        this.from = from;
        this.to = to;
    }

    /** What became of an object. */
    sealed interface Outcome {
        record Copied(long sizeBytes) implements Outcome {}

        record AlreadyThere() implements Outcome {}

        record Wrong(CopyFinding.Kind kind) implements Outcome {}
    }

    /** @param isThere whether the target was seen to have the key */
    Outcome copy(ObjectKey key, boolean isThere) {
        OptionalLong size = from.size(key);
        if (size.isEmpty()) {
            return new Outcome.Wrong(CopyFinding.Kind.GONE_FROM_SOURCE);
        }
        if (isThere && to.size(key).orElse(-1) != size.getAsLong()) {
            return new Outcome.Wrong(CopyFinding.Kind.DIFFERENT_IN_TARGET);
        }
        ObjectContent content;
        try {
            content = content(key, size.getAsLong());
        } catch (ObjectStoreException.Missing _) {
            return new Outcome.Wrong(CopyFinding.Kind.GONE_FROM_SOURCE);
        }
        Optional<Digest> named = digestInName(key);
        if (named.isPresent() && !content.digest().equals(named.get())) {
            return new Outcome.Wrong(CopyFinding.Kind.DAMAGED_IN_SOURCE);
        }
        boolean created = !isThere && create(key, content);
        Measured stored = StoredBytes.measure(to, key);
        if (!stored.digest().equals(content.digest()) || stored.sizeBytes() != content.sizeBytes()) {
            return new Outcome.Wrong(CopyFinding.Kind.DIFFERENT_IN_TARGET);
        }
        return created ? new Outcome.Copied(content.sizeBytes()) : new Outcome.AlreadyThere();
    }

    private boolean create(ObjectKey key, ObjectContent content) {
        try {
            to.create(key, content);
            return true;
        } catch (ObjectStoreException.AlreadyExists _) {
            // Perhaps a try of ours whose reply was lost: the comparison tells.
            return false;
        }
    }

    private ObjectContent content(ObjectKey key, long sizeBytes) {
        if (sizeBytes <= IN_MEMORY_BYTES_MAX) {
            return ObjectContent.of(StoredBytes.read(from, key));
        }
        Measured measured = StoredBytes.measure(from, key);
        return new ObjectContent.Known(measured.sizeBytes(), measured.digest(), () -> from.open(key));
    }

    private static Optional<Digest> digestInName(ObjectKey key) {
        Matcher name = NAMED_BY_DIGEST.matcher(key.value());
        return name.matches() ? Optional.of(new Digest(name.group(1))) : Optional.empty();
    }
}
