package org.kartoteka.routes.indexing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.kartoteka.archive.identity.DocumentId;

/**
 * Lets documents that come one by one, each with a thread that waits for it, be indexed together: whoever comes while some are
 * being indexed is among the next. So each hint is given back only when its own document is durable in the index.
 */
final class IndexTogether {
    private final IndexDocuments indexDocuments;
    private final int max;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    IndexTogether(IndexDocuments indexDocuments, int max) {
        this.indexDocuments = indexDocuments;
        this.max = max;
    }

    private record Waiting(DocumentId id, CompletableFuture<Boolean> indexed) {}

    /**
     * Returns when the document is indexed.
     *
     * @throws Refused this one cannot be, whatever the others can
     */
    void index(DocumentId id) {
        Waiting mine = new Waiting(id, new CompletableFuture<>());
        waiting.add(mine);
        turn.lock();
        try {
            while (!mine.indexed().isDone()) {
                indexSome();
            }
        } finally {
            turn.unlock();
        }
        try {
            if (!mine.indexed().join()) {
                throw new Refused(id);
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void indexSome() {
        List<Waiting> some = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = some.size() < max ? waiting.poll() : null) {
            some.add(next);
        }
        try {
            Set<DocumentId> refused = indexDocuments.index(
                    some.stream().map(Waiting::id).distinct().toList());
            some.forEach(each -> each.indexed().complete(!refused.contains(each.id())));
        } catch (RuntimeException | Error e) {
            some.forEach(each -> each.indexed().completeExceptionally(e));
        }
    }

    /** The document's entry cannot be derived, or the index refuses it. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(DocumentId id) {
            super("document " + id + " cannot be indexed; the log says why");
        }
    }
}
