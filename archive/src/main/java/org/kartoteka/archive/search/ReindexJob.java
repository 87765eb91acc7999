package org.kartoteka.archive.search;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kartoteka.archive.search.RebuildProgress.Trouble;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the index, once at a time. Whether a rebuild can begin is known when the asker is answered; the rest is done in the
 * background. Searches go on meanwhile. Any number of threads may call.
 */
public final class ReindexJob {
    private static final Logger LOG = LoggerFactory.getLogger(ReindexJob.class);

    private final Reindex reindex;
    private final SearchIndex index;
    private final InstantSource clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile RebuildProgress progress = new RebuildProgress.None();

    public ReindexJob(Reindex reindex, SearchIndex index, InstantSource clock) {
        this.reindex = reindex;
        this.index = index;
        this.clock = clock;
    }

    /**
     * Starts a rebuild and says how far it is.
     *
     * @throws RebuildRunning one runs, here or on another node
     * @throws RebuildNotBegun the engine is away, or its index is not this program's to replace
     */
    public RebuildProgress start() {
        if (!busy.compareAndSet(false, true)) {
            throw new RebuildRunning();
        }
        boolean begun = false;
        try {
            SearchIndex.Rebuild rebuild = index.rebuild();
            Instant startedAt = clock.instant();
            RebuildProgress running = new RebuildProgress.Running(0, startedAt);
            progress = running;
            Thread.ofVirtual().name("reindex").start(() -> run(rebuild, startedAt));
            begun = true;
            return running;
        } catch (SearchUnavailable e) {
            throw new RebuildNotBegun(e);
        } finally {
            if (!begun) {
                busy.set(false);
            }
        }
    }

    /** How the last rebuild stands: this process's, or one of another process that was seen running. Asks the index. */
    public RebuildProgress progress() {
        RebuildProgress known = progress;
        if (busy.get()) {
            return progress;
        }
        try {
            return learn(known, seenElsewhere(known, index.state()));
        } catch (SearchUnavailable e) {
            LOG.atDebug().setCause(e).log("nobody can tell whether the index is being rebuilt elsewhere");
            return known;
        }
    }

    /** Unless more is known by now. */
    private synchronized RebuildProgress learn(RebuildProgress before, RebuildProgress seen) {
        if (!busy.get() && progress.equals(before)) {
            progress = seen;
        }
        return progress;
    }

    private RebuildProgress seenElsewhere(RebuildProgress known, SearchIndex.State state) {
        if (state.building().isPresent()) {
            SearchIndex.Building building = state.building().get();
            return new RebuildProgress.RunningElsewhere(building.documents(), building.name());
        }
        if (known instanceof RebuildProgress.RunningElsewhere(long documents, String name)) {
            return name.equals(state.searched())
                    ? new RebuildProgress.Done(index.size(), Optional.empty(), Optional.empty())
                    : new RebuildProgress.Failed(documents, Optional.empty(), Optional.empty(), Trouble.GIVEN_UP);
        }
        return known;
    }

    private void run(SearchIndex.Rebuild rebuild, Instant startedAt) {
        Trouble trouble = Trouble.OTHER;
        Optional<Long> built = Optional.empty();
        try {
            built = Optional.of(reindex.run(rebuild, done -> progress = new RebuildProgress.Running(done, startedAt)));
            LOG.atInfo().addKeyValue("documents", built.get()).log("the search index was built");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("reindex failed; the old index stays");
            trouble = troubleOf(e);
        } finally {
            Optional<Instant> from = Optional.of(startedAt);
            Optional<Instant> until = Optional.of(clock.instant());
            progress = built.isPresent()
                    ? new RebuildProgress.Done(built.get(), from, until)
                    : new RebuildProgress.Failed(progress.documents(), from, until, trouble);
            busy.set(false);
        }
    }

    private static Trouble troubleOf(RuntimeException failure) {
        if (failure instanceof SearchUnavailable) {
            return Trouble.SEARCH_AWAY;
        }
        return failure instanceof ObjectStoreException store && store.retryable() ? Trouble.STORE_AWAY : Trouble.OTHER;
    }
}
