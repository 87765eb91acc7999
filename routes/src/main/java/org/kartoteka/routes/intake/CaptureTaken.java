package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.store.ObjectContent;

/**
 * Makes a taken file a batch: captured, or refused at the door. May be repeated after any failure or crash; any number of
 * threads may call, also for the same file.
 */
public final class CaptureTaken {
    static final Actor INTAKE = Actor.system("intake");

    /** A claim without a file is swept away only after this: somebody may be about to rename the file. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private final TakenFolder taken;
    private final Claims claims;
    private final ClaimFile claimFile;
    private final Batches batches;
    private final IntakeSettings.Waits waits;
    private final InstantSource clock;

    /** What capturing needs. */
    record Parts(
            TakenFolder taken,
            Claims claims,
            ClaimFile claimFile,
            Batches batches,
            IntakeSettings.Waits waits,
            InstantSource clock) {}

    CaptureTaken(Parts parts) {
        this.taken = parts.taken();
        this.claims = parts.claims();
        this.claimFile = parts.claimFile();
        this.batches = parts.batches();
        this.waits = parts.waits();
        this.clock = parts.clock();
    }

    /**
     * @return empty where the file is not at rest, another thread is at it, or there is nothing
     * @throws IOException the file cannot be read; it stays, and comes up again later
     */
    public Optional<Batch> capture(BatchId id) throws IOException {
        Optional<Path> file = taken.file(id);
        if (file.isEmpty()) {
            return withoutFile(id);
        }
        Claim claim = taken.claim(id, file.get());
        if (!claims.begin(claim)) {
            return Optional.empty();
        }
        boolean thrown = true;
        try {
            Optional<Batch> batch = capture(claim, file.get());
            thrown = false;
            claims.end(id);
            return batch;
        } finally {
            if (thrown) {
                claims.failed(id);
            }
        }
    }

    private Optional<Batch> capture(Claim claim, Path file) throws IOException {
        claimFile.finish(claim);
        if (claim.refusal().isPresent()) {
            return Optional.of(
                    batches.refuse(claim.id(), claim.arrival(), claim.refusal().get(), INTAKE));
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Reason reason = new Reason(Reason.Code.NOT_A_FILE, Map.of("found", "special file"));
            return Optional.of(batches.refuse(claim.id(), claim.arrival(), reason, INTAKE));
        }
        if (!claim.looksLike(taken.look(file))) {
            claims.later(claimFile.claimAgain(claim, file), waits.stableUnknown());
            return Optional.empty();
        }
        try {
            return Optional.of(batches.capture(claim.id(), claim.arrival(), ObjectContent.of(file), INTAKE));
        } catch (AccessDeniedException e) {
            if (age(claim.id()).compareTo(waits.unreadable()) < 0) {
                throw e;
            }
            Reason reason = Reason.of(Reason.Code.UNREADABLE_FILE);
            return Optional.of(batches.refuse(claim.id(), claim.arrival(), reason, INTAKE));
        }
    }

    /** Either a crash came before the file was taken, or all is done but for clearing away. */
    private Optional<Batch> withoutFile(BatchId id) throws IOException {
        Optional<Batch> batch = batches.find(id);
        if (batch.isEmpty() && age(id).compareTo(ABANDONED) >= 0) {
            taken.remove(id);
        }
        if (batch.isPresent() || age(id).compareTo(ABANDONED) >= 0) {
            claims.end(id);
        }
        return batch;
    }

    private Duration age(BatchId id) {
        return Duration.between(id.time(), clock.instant());
    }
}
