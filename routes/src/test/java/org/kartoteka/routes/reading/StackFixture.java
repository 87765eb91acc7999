package org.kartoteka.routes.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.routes.CrashingStore;

/** Reading as hints and sweeps drive it, one batch at a time. */
final class StackFixture extends ReadingFixture {
    /** What the name of a file with the odd pages of a stack tells. */
    static final Map<String, String> ODD = Map.of("pages", "odd", "stack", "12");

    /** Likewise with the even pages. */
    static final Map<String, String> EVEN = Map.of("pages", "even", "stack", "12");

    private static final int ROUNDS_MAX = 50;

    StackFixture(Path scratch) {
        super(scratch);
    }

    /** Follows the hints until there are none. */
    void work() throws IOException {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Set<String> next = new LinkedHashSet<>(hinted);
            hinted.clear();
            if (next.stream().noneMatch(StackFixture::isBatch)) {
                return;
            }
            for (String id : next) {
                if (isBatch(id)) {
                    read(new BatchId(id));
                    // What is in hand is not hinted to itself.
                    hinted.removeIf(id::equals);
                }
            }
        }
        throw new AssertionError("hints follow each other for ever: " + hinted);
    }

    private static boolean isBatch(String id) {
        return id.length() == "20261122-101530123-00000000aa".length();
    }

    /** What the sweep does: everything in the work list is hinted. */
    void sweep() throws IOException {
        hinted.addAll(archive.workList.list(WorkList.Kind.READ, "", 1_000));
        work();
    }

    /** The part of it that looks at parked passes. */
    void sweepParked() throws IOException {
        hinted.clear();
        for (BatchId parked : new ParkedPasses(store).list()) {
            read(parked);
        }
        hinted.clear();
    }

    /** As {@link #work}, while nothing can be ingested. */
    void workInVain() throws IOException {
        try {
            work();
            throw new AssertionError("should have failed");
        } catch (ObjectStoreException.Unavailable e) {
            hinted.clear();
        }
    }

    /** @return whether it crashed */
    boolean workUntilCrash() throws IOException {
        try {
            work();
            return false;
        } catch (CrashingStore.Crash e) {
            return true;
        }
    }

    Batch readBy(ReadingRoom node, BatchId id) throws IOException {
        Optional<Batch> batch = node.openBatch().open(id.value()).flatMap(node.passes()::open);
        Optional<ReadingJob> job = batch.isPresent() ? node.examineOriginal().examine(batch.get()) : Optional.empty();
        if (job.isPresent()) {
            node.divideBatch()
                    .divide(node.readPages().read(job.get(), () -> false))
                    .ifPresent(whole -> node.ingestDocuments().ingest(whole, () -> false));
        }
        return batch(id);
    }

    Batch batch(BatchId id) {
        return archive.batches.find(id).orElseThrow();
    }

    Document onlyDocument() {
        assertThat(archive.allDocuments()).hasSize(1);
        return archive.allDocuments().getFirst();
    }

    /** Of the pages of the only document. */
    List<String> texts() {
        return texts(onlyDocument());
    }

    List<String> texts(Document document) {
        return archive.reading(document).pages().stream()
                .map(archive.renditions::pageText)
                .map(PageText::text)
                .toList();
    }

    /** Why each document is to be looked at, by the order of their batches. */
    List<List<String>> reviews() {
        return archive.allDocuments().stream()
                .map(document -> archive.reading(document).needsReview())
                .toList();
    }

    /** The archive keeps all its invariants. */
    void verify() {
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), findings::add);
        findings.removeIf(finding -> finding.invariant().equals("A001"));
        assertThat(findings).isEmpty();
    }
}
