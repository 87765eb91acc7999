package org.kartoteka.server.s3;

import io.minio.GetObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okhttp3.Dns;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * Objects in a bucket of any S3 store that can create an object only where its key is free.
 *
 * <p>A create is one conditional request; the store makes the object visible whole or not at all. Its bytes are held to
 * their digest here, before the last of them is sent, and again by the store. A create whose reply was lost is tried
 * again and meets its own object: {@link ObjectStoreException.AlreadyExists}, and the caller reads back and compares.
 * Calls that may succeed later are tried again here, with pauses, bounded in number and time; what then still fails is
 * {@link ObjectStoreException.Unavailable}. A read that breaks off is gone on with, as often as a call is tried. The bucket is never created, and nothing is put into it but the archive's
 * objects and, while opening, probe objects below {@code .probe/}, which are removed again.
 *
 * <p>Any number of threads; closing ends the calls under way.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
    private final S3Calls calls;
    private final Retries retries;
    private final int resumptionsMax;
    private final String prefix;
    private final ObjectListing listing;
    private final ObjectWriter writer;
    private final Optional<ObjectLocks> locks;
    private final S3Abilities abilities;

    private S3ObjectStore(S3Settings settings, S3Calls calls, S3Abilities abilities) {
        this.calls = calls;
        this.retries = new Retries(settings.limits());
        this.resumptionsMax = settings.limits().attempts();
        this.prefix = settings.keyPrefix();
        this.listing = new ObjectListing(calls, retries, prefix);
        this.writer = new ObjectWriter(calls, retries, settings.limits(), abilities.createIfAbsentInParts());
        this.locks = settings.objectLock().map(lock -> new ObjectLocks(calls, retries, lock, InstantSource.system()));
        this.abilities = abilities;
    }

    /**
     * Opens the bucket, and tries out on the very store that it keeps what the port promises.
     *
     * @throws IOException the store lacks an ability the archive rests on or that was configured, or the CA file cannot
     *     be used; the message is a sentence
     * @throws ObjectStoreException.Unavailable the store cannot be reached, or refuses our keys
     */
    public static S3ObjectStore open(S3Settings settings) throws IOException {
        return open(settings, Dns.SYSTEM);
    }

    static S3ObjectStore open(S3Settings settings, Dns names) throws IOException {
        S3Calls calls = S3Calls.to(settings, names);
        try {
            S3Abilities abilities = S3Abilities.probe(settings, calls);
            abilities.refuseBroken(settings);
            return new S3ObjectStore(settings, calls, abilities);
        } catch (IOException | RuntimeException e) {
            calls.close();
            throw e;
        }
    }

    /**
     * Opens the bucket for who only reads: the store is not tried out, and nothing is put into it or deleted.
     *
     * @throws IOException the CA file cannot be used; the message is a sentence
     */
    public static S3ObjectStore openToRead(S3Settings settings) throws IOException {
        return new S3ObjectStore(settings, S3Calls.to(settings), S3Abilities.UNTRIED);
    }

    /** A store whose abilities were tried out before, and that is not refused. For tests of single abilities. */
    static S3ObjectStore unrefused(S3Settings settings) throws IOException {
        S3Calls calls = S3Calls.to(settings);
        return new S3ObjectStore(settings, calls, S3Abilities.probe(settings, calls));
    }

    /** What the store was found able to do when it was opened. */
    public S3Abilities abilities() {
        return abilities;
    }

    @Override
    public void create(ObjectKey key, ObjectContent content) {
        requireTriedOut("create", key);
        String name = name(key);
        boolean locked = locks.isPresent() && ObjectLocks.concern(key);
        boolean taken = false;
        try {
            writer.create(key, name, content, locked ? locks.orElseThrow().headers() : Map.of());
        } catch (CallFailed e) {
            taken = isTaken(key, e);
            if (!taken) {
                throw e.unavailable("create object " + key);
            }
        }
        if (locked) {
            lock(key, name);
        }
        if (taken) {
            throw new ObjectStoreException.AlreadyExists(key);
        }
    }

    private void requireTriedOut(String what, ObjectKey key) {
        if (abilities.equals(S3Abilities.UNTRIED)) {
            throw new IllegalStateException("cannot %s object %s: the bucket was opened to read".formatted(what, key));
        }
    }

    /** A multipart upload that is gone was completed by a try whose reply was lost, if the object is there. */
    private boolean isTaken(ObjectKey key, CallFailed e) {
        return e.is(Failure.Kind.TAKEN)
                || ((e.is(Failure.Kind.NO_UPLOAD) || e.is(Failure.Kind.MISSING))
                        && size(key).isPresent());
    }

    private void lock(ObjectKey key, String name) {
        try {
            Optional<String> wrong = locks.orElseThrow().ensure(name);
            if (wrong.isPresent()) {
                throw new ObjectStoreException.Unavailable(
                        "cannot lock object %s: %s".formatted(key, wrong.get()), new IOException(wrong.get()));
            }
        } catch (CallFailed e) {
            throw e.unavailable("lock object " + key);
        }
    }

    @Override
    public InputStream open(ObjectKey key) {
        return open(key, GetObjectArgs.builder().bucket(calls.bucket()).object(name(key)));
    }

    @Override
    public InputStream open(ObjectKey key, long offsetBytes, long lengthBytes) {
        if (offsetBytes < 0 || lengthBytes < 0) {
            throw new IllegalArgumentException(
                    "a range cannot start at %d and have %d bytes".formatted(offsetBytes, lengthBytes));
        }
        if (lengthBytes == 0) {
            size(key).orElseThrow(() -> new ObjectStoreException.Missing(key));
            return InputStream.nullInputStream();
        }
        return open(
                key,
                GetObjectArgs.builder()
                        .bucket(calls.bucket())
                        .object(name(key))
                        .offset(offsetBytes)
                        .length(lengthBytes));
    }

    private InputStream open(ObjectKey key, GetObjectArgs.Builder what) {
        try {
            return ResumingStream.open(calls, retries, what.build(), resumptionsMax);
        } catch (CallFailed e) {
            return switch (e.failure().kind()) {
                case MISSING -> throw new ObjectStoreException.Missing(key);
                case BEYOND_END -> InputStream.nullInputStream();
                default -> throw e.unavailable("read object " + key);
            };
        }
    }

    @Override
    public OptionalLong size(ObjectKey key) {
        String name = name(key);
        try {
            return OptionalLong.of(retries.run(() -> {
                StatObjectArgs args = StatObjectArgs.builder()
                        .bucket(calls.bucket())
                        .object(name)
                        .build();
                return S3Calls.call(() -> calls.statObject(args)).size();
            }));
        } catch (CallFailed e) {
            if (e.is(Failure.Kind.MISSING)) {
                return OptionalLong.empty();
            }
            throw e.unavailable("look up object " + key);
        }
    }

    @Override
    public List<ObjectKey> list(String keyPrefix, String after, int limit) {
        try {
            return listing.list(keyPrefix, after, limit);
        } catch (CallFailed e) {
            throw e.unavailable("list objects %s*".formatted(keyPrefix));
        }
    }

    @Override
    public void delete(ObjectKey key) {
        requireTriedOut("delete", key);
        String name = name(key);
        try {
            retries.run(() -> {
                RemoveObjectArgs args = RemoveObjectArgs.builder()
                        .bucket(calls.bucket())
                        .object(name)
                        .build();
                return Optional.ofNullable(S3Calls.call(() -> calls.removeObject(args)));
            });
        } catch (CallFailed e) {
            if (!e.is(Failure.Kind.MISSING)) {
                throw e.unavailable("delete object " + key);
            }
        }
    }

    private String name(ObjectKey key) {
        return prefix + key.value();
    }

    /** Ends all calls under way and lets the connections go. */
    @Override
    public void close() {
        calls.close();
    }
}
