package org.kartoteka.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectArgs;
import io.minio.HeadBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.messages.VersioningConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kartoteka.archive.store.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a store out. All objects are below {@code <prefix>.probe/<random>/}: no key of an archive begins with a dot, so
 * nobody ever lists them. Closing removes them; what a crash leaves is found by that name and does no harm.
 */
final class StoreProbe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreProbe.class);
    private static final int RACERS = 4;
    private static final int RACES = 3;

    private final S3Calls calls;
    private final Retries retries;
    private final String folder;
    private final S3Settings settings;
    private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();

    private StoreProbe(S3Settings settings, S3Calls calls) {
        this.settings = settings;
        this.calls = calls;
        this.retries = new Retries(settings.limits());
        this.folder = settings.keyPrefix() + ".probe/" + UUID.randomUUID() + "/";
    }

    /** @throws CallFailed the bucket is not to be had */
    static StoreProbe begin(S3Settings settings, S3Calls calls) throws CallFailed {
        StoreProbe probe = new StoreProbe(settings, calls);
        probe.retries.run(() -> S3Calls.call(() ->
                calls.headBucket(HeadBucketArgs.builder().bucket(calls.bucket()).build())));
        return probe;
    }

    boolean createsIfAbsent() throws CallFailed {
        if (!creates("taken", "first")
                || creates("taken", "second")
                || !read("taken").equals("first")) {
            return false;
        }
        for (int race = 0; race < RACES; race++) {
            if (race("race-" + race) != 1) {
                return false;
            }
        }
        return true;
    }

    private int race(String name) throws CallFailed {
        CyclicBarrier start = new CyclicBarrier(RACERS);
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            String text = "racer " + racer;
            racers.add(() -> {
                start.await();
                return creates(name, text);
            });
        }
        int winners = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
            for (Future<Boolean> outcome : threads.invokeAll(racers)) {
                winners += outcome.get() ? 1 : 0;
            }
            return winners;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CallFailed failed ? failed : new CallFailed(Failure.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed(Failure.of(e));
        }
    }

    /** Not tried again: a lost reply would look like a second writer. */
    private boolean creates(String name, String text) throws CallFailed {
        try {
            put(name, text, Map.of("If-None-Match", "*"));
            return true;
        } catch (CallFailed e) {
            // A conflict of writers is answered by some stores, while the other one is at it.
            if (e.is(Failure.Kind.TAKEN) || isConflict(e)) {
                return false;
            }
            if (e.is(Failure.Kind.UNSUPPORTED)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isConflict(CallFailed e) {
        return e.failure().reason().contains(" 409 ");
    }

    boolean createsIfAbsentInParts() throws CallFailed {
        MultipartProbe parts = new MultipartProbe(calls);
        String name = folder + "parts";
        written.add(name);
        try {
            parts.create(name, "first".getBytes(UTF_8));
        } catch (CallFailed e) {
            log.atWarn().addKeyValue("reason", e.failure().reason()).log("the S3 store takes no objects in parts");
            return false;
        }
        try {
            parts.create(name, "second".getBytes(UTF_8));
            return false;
        } catch (CallFailed e) {
            return e.is(Failure.Kind.TAKEN) && read("parts").equals("first");
        }
    }

    boolean verifiesDigest() throws CallFailed {
        return refuses("digest", "those", Map.of());
    }

    boolean verifiesChecksum() throws CallFailed {
        String wrong = Base64.getEncoder().encodeToString(new byte[4]);
        return refuses(
                "checksum", "these", Map.of("x-amz-checksum-crc32c", wrong, "x-amz-sdk-checksum-algorithm", "CRC32C"));
    }

    private boolean refuses(String name, String signedText, Map<String, String> headers) throws CallFailed {
        try {
            put(name, "these", signedText, headers);
            return false;
        } catch (CallFailed e) {
            return !exists(name);
        }
    }

    boolean opensRanges() throws CallFailed {
        put("digits", "0123456789", Map.of());
        return range("digits", 4, 3).equals("456")
                && range("digits", 8, 100).equals("89")
                && range("digits", 10, 1).isEmpty();
    }

    boolean listsInOrder() throws CallFailed {
        TreeSet<String> names = new TreeSet<>(List.of("l/a", "l/a-b.c", "l/a-b/d", "l/a.c", "l/a0", "l/Z", "l/_"));
        for (String name : names) {
            put(name, name, Map.of());
        }
        List<String> all = list("l/", "", 1000);
        List<String> after = list("l/", "l/a.c", 2);
        return all.equals(List.copyOf(names))
                && after.equals(names.tailSet("l/a.c", false).stream().limit(2).toList());
    }

    boolean showsWritesAtOnce() throws CallFailed {
        for (int i = 0; i < 3; i++) {
            put("w/" + i, "x", Map.of());
            if (list("w/", "", 10).size() != 1 || !exists("w/" + i)) {
                return false;
            }
            remove(folder + "w/" + i);
            if (!list("w/", "", 10).isEmpty() || exists("w/" + i)) {
                return false;
            }
        }
        return true;
    }

    boolean keepsVersions() {
        try {
            return S3Calls.call(() -> calls.getBucketVersioning(GetBucketVersioningArgs.builder()
                                    .bucket(calls.bucket())
                                    .build()))
                            .status()
                    == VersioningConfiguration.Status.ENABLED;
        } catch (CallFailed e) {
            log.atInfo().addKeyValue("reason", e.failure().reason()).log("the S3 store does not tell of versions");
            return false;
        }
    }

    boolean enforcesLocks() throws CallFailed {
        return new LockProbe(calls, folder).enforces(settings.objectLock().orElseThrow());
    }

    private void put(String name, String text, Map<String, String> headers) throws CallFailed {
        put(name, text, text, headers);
    }

    private void put(String name, String text, String signedText, Map<String, String> headers) throws CallFailed {
        byte[] bytes = text.getBytes(UTF_8);
        written.add(folder + name);
        calls.put(
                folder + name,
                headers,
                Map.of(),
                S3Calls.body(bytes, bytes.length, Digest.of(signedText.getBytes(UTF_8))));
    }

    private String read(String name) throws CallFailed {
        return text(GetObjectArgs.builder().bucket(calls.bucket()).object(folder + name));
    }

    private String range(String name, long offset, long length) throws CallFailed {
        try {
            return text(GetObjectArgs.builder()
                    .bucket(calls.bucket())
                    .object(folder + name)
                    .offset(offset)
                    .length(length));
        } catch (CallFailed e) {
            if (e.is(Failure.Kind.BEYOND_END)) {
                return "";
            }
            throw e;
        }
    }

    private String text(GetObjectArgs.Builder what) throws CallFailed {
        try (InputStream in = retries.run(() -> S3Calls.call(() -> calls.getObject(what.build())))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new CallFailed(Failure.of(e));
        }
    }

    private boolean exists(String name) throws CallFailed {
        StatObjectArgs args = StatObjectArgs.builder()
                .bucket(calls.bucket())
                .object(folder + name)
                .build();
        try {
            retries.run(() -> S3Calls.call(() -> calls.statObject(args)));
            return true;
        } catch (CallFailed e) {
            if (e.is(Failure.Kind.MISSING)) {
                return false;
            }
            throw e;
        }
    }

    private List<String> list(String prefix, String after, int limit) throws CallFailed {
        return new RawListing(calls, retries)
                .names(folder + prefix, after.isEmpty() ? "" : folder + after, limit).stream()
                        .map(name -> name.substring(folder.length()))
                        .toList();
    }

    private void remove(String name) throws CallFailed {
        RemoveObjectArgs args =
                RemoveObjectArgs.builder().bucket(calls.bucket()).object(name).build();
        retries.run(() -> Arrays.asList(S3Calls.call(() -> calls.removeObject(args))));
    }

    @Override
    public void close() {
        for (String name : new TreeSet<>(written)) {
            try {
                remove(name);
            } catch (CallFailed e) {
                log.atWarn()
                        .addKeyValue("object", name)
                        .addKeyValue("reason", e.failure().reason())
                        .log("a probe object could not be removed; it does no harm");
            }
        }
    }
}
