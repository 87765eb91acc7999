package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;

/**
 * Lets the file of a finished batch go: to {@code done/<date>/}, or to {@code refused/} with the reason beside it. May be
 * repeated after a crash. One thread at a time, since it chooses free names.
 */
public final class SettleTaken {
    private static final Duration LOOK_AT_REFUSED_EVERY = Duration.ofMinutes(3);

    private final TakenFolder taken;
    private final Claims claims;
    private final ClaimFile claimFile;
    private final Batches batches;
    private final Fate fate;
    private final SettleRefused settleRefused;
    private final IntakeSettings settings;
    private final IntakeDuties duties;
    private final SettlingLock lock;
    private final InstantSource clock;

    /** Duplicates by the batch they wait for; only to be quick, the sweep finds them, too. */
    private final Map<BatchId, Set<BatchId>> behind = new HashMap<>();

    /** A crash may have come before the files of earlier retries were let go. */
    private boolean refusedChanged = true;

    private Instant refusedLookedAt = Instant.EPOCH;

    /**
     * What settling needs.
     *
     * @param sentence says a reason in the clerk's language
     */
    record Parts(
            IntakeFolders folders,
            TakenFolder taken,
            Claims claims,
            ClaimFile claimFile,
            Batches batches,
            Function<Reason, String> sentence,
            IntakeSettings settings,
            IntakeDuties duties,
            SettlingLock lock,
            InstantSource clock) {}

    SettleTaken(Parts parts) {
        this.taken = parts.taken();
        this.claims = parts.claims();
        this.claimFile = parts.claimFile();
        this.batches = parts.batches();
        this.settings = parts.settings();
        this.duties = parts.duties();
        this.lock = parts.lock();
        this.clock = parts.clock();
        this.fate = new Fate(parts.folders(), batches, parts.sentence(), settings.zone(), parts.clock());
        this.settleRefused = new SettleRefused(parts.folders().refused(), batches, fate);
    }

    /**
     * Does nothing where there is no such taken file, or its batch, or the one it is a duplicate of, still waits.
     *
     * @throws IOException the file cannot be moved; it stays, and comes up again later
     */
    public synchronized void settle(BatchId id) throws IOException {
        settleOne(id);
        Set<BatchId> duplicates = behind.remove(id);
        if (duplicates != null) {
            for (BatchId duplicate : duplicates) {
                settleOne(duplicate);
            }
        }
        if (batches.find(id).filter(batch -> batch.attempt() > 1).isPresent()) {
            refusedChanged = true;
        }
    }

    /**
     * Lets go what lies in {@code refused} though its batch was read since. Looks only at the start and when a batch that
     * had been refused has been tried again; where batches are read on other nodes, every few minutes.
     */
    public synchronized void settleRefused() throws IOException {
        Instant now = clock.instant();
        boolean mayHaveChanged = duties.isReadElsewhere()
                && Duration.between(refusedLookedAt, now).compareTo(LOOK_AT_REFUSED_EVERY) >= 0;
        if (refusedChanged || mayHaveChanged) {
            lock.run(settleRefused::settle);
            refusedChanged = false;
            refusedLookedAt = now;
        }
    }

    private void settleOne(BatchId id) throws IOException {
        if (!Files.isDirectory(taken.folder(id), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Optional<Batch> batch = batches.find(id);
        if (batch.isEmpty() || batch.get().state() == Batch.State.WAITING) {
            return;
        }
        Batch decider = fate.decider(batch.get());
        if (decider.state() == Batch.State.WAITING) {
            behind.computeIfAbsent(decider.id(), _ -> new TreeSet<>()).add(id);
            return;
        }
        Optional<Path> file = taken.file(id);
        if (file.isPresent()) {
            Claim claim = taken.claim(id, file.get());
            boolean captured = batch.get().original().isPresent();
            if (captured && !claim.looksLike(taken.look(file.get()))) {
                claims.later(
                        claimFile.claimAgain(claim, file.get()),
                        settings.waits().stableUnknown());
                return;
            }
            claimFile.finish(claim);
            lock.run(() -> move(batch.get(), decider, file.get()));
        }
        taken.remove(id);
    }

    /** Reason first, then sidecar, then file: as long as the file is here, there is something left to do. */
    private void move(Batch batch, Batch decider, Path file) throws IOException {
        Path target = fate.folder(decider);
        Files.createDirectories(target);
        boolean withSidecar = Files.exists(taken.sidecar(batch.id()), LinkOption.NOFOLLOW_LINKS);
        byte[] name = SettledNames.free(target, FileNames.bytes(file), batch.id(), withSidecar);
        if (decider.state() == Batch.State.QUARANTINED) {
            fate.writeWhy(FileNames.child(target, SettledNames.why(name)), batch.id(), decider);
        }
        try {
            Files.move(taken.sidecar(batch.id()), FileNames.child(target, SettledNames.sidecar(name)));
        } catch (NoSuchFileException e) {
            // Most files have none, or an earlier try moved it.
        }
        Files.move(file, FileNames.child(target, name));
    }
}
