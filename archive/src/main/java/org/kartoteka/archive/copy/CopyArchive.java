package org.kartoteka.archive.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kartoteka.archive.ArchiveIdentity;
import org.kartoteka.archive.UnknownFormat;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;

/**
 * Copies all objects of an archive into another store (but leases and claims of nodes), each once, its bytes compared by digest after they were written.
 *
 * <p>It may be broken off at any point and run again: objects that are there are compared and left. Nothing is ever
 * overwritten or removed in the target but the marker {@code todo/copy/<archive id>}. It is put first and removed last,
 * when nothing was found wrong, and a store that has it is not opened as an archive; {@code archive.json} is the last
 * object but that. So nobody takes half a copy for a whole. Nobody should work in either store meanwhile.
 *
 * <p>Holds a page of keys, and a megabyte for each thread, however large the archive is.
 */
public final class CopyArchive {
    private static final int PAGE = 500;

    private final ObjectStore from;
    private final ObjectStore to;
    private final ObjectCopy copy;
    private final LongAdder copied = new LongAdder();
    private final LongAdder copiedBytes = new LongAdder();
    private final LongAdder alreadyThere = new LongAdder();
    private final LongAdder findings = new LongAdder();

    public CopyArchive(ObjectStore from, ObjectStore to) {
        this.from = from;
        this.to = to;
        this.copy = new ObjectCopy(from, to);
    }

    /**
     * Copies what is not there yet, with so many threads.
     *
     * @param found is told of each object that keeps the copy from being whole, by one thread at a time
     * @param progress is told after each page of keys
     * @throws CopyRefused the source holds no archive, or the target something else
     * @throws UnknownFormat the source is of a version this program does not know
     * @throws ObjectStoreException a store failed; run it again
     */
    public Progress run(int threads, Consumer<CopyFinding> found, Consumer<Progress> progress) {
        byte[] identity = StoredBytes.find(from, ArchiveIdentity.KEY)
                .orElseThrow(() -> new CopyRefused("there is no archive to copy: the source has no archive.json"));
        String id = ArchiveIdentity.decode(identity).id();
        ObjectKey marker = ArchiveIdentity.copyMarker(id);
        if (ArchiveIdentity.hasUnfinishedCopy(from)) {
            throw new CopyRefused("the source is itself an unfinished copy; finish that one first");
        }
        refuseForeignTarget(id, marker);
        StoredBytes.createOrSame(to, marker, "copy\n".getBytes(UTF_8));
        Consumer<CopyFinding> counting = finding -> {
            synchronized (findings) {
                findings.increment();
                found.accept(finding);
            }
        };
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            copyPages(workers, counting, progress);
        }
        if (findings.sum() == 0) {
            finish(identity, marker, counting);
        }
        return progress();
    }

    private void refuseForeignTarget(String id, ObjectKey marker) {
        var stored = StoredBytes.find(to, ArchiveIdentity.KEY);
        if (stored.isPresent()) {
            String other = ArchiveIdentity.decode(stored.get()).id();
            if (!other.equals(id)) {
                throw new CopyRefused(
                        "the target holds another archive (%s, not %s); give an empty store".formatted(other, id));
            }
            return;
        }
        List<ObjectKey> first = to.list("", "", 1);
        if (!first.isEmpty() && to.size(marker).isEmpty()) {
            throw new CopyRefused(
                    "the target is not empty (it has %s), and no copy of this archive was begun there; give an empty store"
                            .formatted(first.getFirst()));
        }
    }

    private void copyPages(ExecutorService workers, Consumer<CopyFinding> found, Consumer<Progress> progress) {
        String after = "";
        List<ObjectKey> page;
        do {
            page = from.list("", after, PAGE);
            String last = page.isEmpty() ? "" : page.getLast().value();
            Set<ObjectKey> there = inTarget(after, last);
            List<Callable<Void>> work = new ArrayList<>();
            for (ObjectKey key : page) {
                boolean isThere = there.remove(key);
                if (!key.equals(ArchiveIdentity.KEY) && !isOfTheMoment(key)) {
                    work.add(() -> {
                        one(key, isThere, found);
                        return null;
                    });
                }
            }
            awaitAll(workers, work);
            there.stream()
                    .filter(key -> !isMarker(key) && !isOfTheMoment(key) && !key.equals(ArchiveIdentity.KEY))
                    .sorted()
                    .forEach(key -> found.accept(new CopyFinding(CopyFinding.Kind.ONLY_IN_TARGET, key)));
            progress.accept(progress());
            after = last;
        } while (!page.isEmpty());
    }

    /** Who lives and works now is no part of a copy. */
    private static boolean isOfTheMoment(ObjectKey key) {
        return Stream.of("lease/", "todo/claims/", "todo/review/").anyMatch(key.value()::startsWith);
    }

    /** A marker that the source has done with does no harm: whoever finds it finds the work done. */
    private static boolean isMarker(ObjectKey key) {
        return key.value().startsWith("todo/");
    }

    /** The target's keys after {@code after}, up to {@code last}; to the end where that is empty. */
    private Set<ObjectKey> inTarget(String after, String last) {
        Set<ObjectKey> keys = new HashSet<>();
        String from = after;
        while (true) {
            List<ObjectKey> page = to.list("", from, PAGE);
            for (ObjectKey key : page) {
                if (!last.isEmpty() && key.value().compareTo(last) > 0) {
                    return keys;
                }
                keys.add(key);
            }
            if (page.isEmpty()) {
                return keys;
            }
            from = page.getLast().value();
        }
    }

    private void one(ObjectKey key, boolean isThere, Consumer<CopyFinding> found) {
        switch (copy.copy(key, isThere)) {
            case ObjectCopy.Outcome.Copied done -> {
                copied.increment();
                copiedBytes.add(done.sizeBytes());
            }
            case ObjectCopy.Outcome.AlreadyThere _ -> alreadyThere.increment();
            case ObjectCopy.Outcome.Wrong wrong -> found.accept(new CopyFinding(wrong.kind(), key));
        }
    }

    private static void awaitAll(ExecutorService workers, List<Callable<Void>> work) {
        try {
            for (Future<Void> done : workers.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            workers.shutdownNow();
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
            throw new ObjectStoreException.Unavailable("the copy was interrupted; run it again to go on", e);
        }
    }

    private void finish(byte[] identity, ObjectKey marker, Consumer<CopyFinding> found) {
        try {
            to.create(ArchiveIdentity.KEY, ObjectContent.of(identity));
        } catch (ObjectStoreException.AlreadyExists _) {
            // Compared below, like every other object.
        }
        one(ArchiveIdentity.KEY, true, found);
        if (findings.sum() == 0) {
            to.delete(marker);
        }
    }

    private Progress progress() {
        return new Progress(copied.sum(), copiedBytes.sum(), alreadyThere.sum(), findings.sum());
    }

    /** Objects so far. A copy is whole when it ended with no findings. */
    public record Progress(long copied, long copiedBytes, long alreadyThere, long findings) {
        public boolean isWhole() {
            return findings == 0;
        }
    }
}
