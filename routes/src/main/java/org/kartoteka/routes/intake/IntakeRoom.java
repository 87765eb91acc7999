package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.IntakeLedger;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;

/** The steps of intake, put together. */
public final class IntakeRoom {
    /** More than this are not captured at a time; the others' turn is the next scan. */
    private static final int DUE_MAX = 500;

    private final IntakeSettings settings;
    private final Claims claims;
    private final ScanInbox scanInbox;
    private final ClaimFile claimFile;
    private final CaptureTaken captureTaken;
    private final SettleTaken settleTaken;
    private final SweepTaken sweepTaken;
    private final EmptyDone emptyDone;
    private final Optional<AdoptClaims> adoptClaims;
    private final IntakeDuties duties;
    private final Intake intake;

    /**
     * What intake needs from outside.
     *
     * @param sentence says a reason in the clerk's language
     */
    public record Parts(
            IntakeFolders folders,
            IntakeSettings settings,
            Batches batches,
            IntakeLedger ledger,
            Function<Reason, String> sentence,
            IntakeDuties duties,
            InstantSource clock) {}

    /** Prepares the folders. */
    public IntakeRoom(Parts parts) {
        this(parts, new CheckCompleteness());
    }

    IntakeRoom(Parts parts, CheckCompleteness completeness) {
        this.duties = parts.duties();
        Path own = duties.taken(parts.folders());
        parts.folders().prepare(own);
        SettlingLock lock =
                new SettlingLock(duties.share().map(_ -> parts.folders().taken().resolve(".settling.lock")));
        IntakeFolders.tryLock(lock);
        this.adoptClaims =
                duties.share().map(share -> new AdoptClaims(parts.folders().taken(), own, share));
        this.settings = parts.settings();
        InstantSource clock = parts.clock();
        Batches batches = parts.batches();
        TakenFolder taken = new TakenFolder(own);
        this.claims = new Claims(clock);
        this.scanInbox = new ScanInbox(parts.folders().inbox(), settings, completeness, clock);
        this.claimFile = new ClaimFile(taken, claims, scanInbox::postpone, settings.passes(), clock);
        this.captureTaken =
                new CaptureTaken(new CaptureTaken.Parts(taken, claims, claimFile, batches, settings.waits(), clock));
        this.settleTaken = new SettleTaken(new SettleTaken.Parts(
                parts.folders(), taken, claims, claimFile, batches, parts.sentence(), settings, duties, lock, clock));
        this.sweepTaken = new SweepTaken(
                new SweepTaken.Parts(taken, claims, captureTaken, batches, duties.isReadElsewhere(), clock));
        this.emptyDone = new EmptyDone(parts.folders().done(), settings, clock);
        UploadFile uploadFile = new UploadFile(taken, claims, captureTaken, settings, clock);
        this.intake = new FolderIntake(uploadFile, scanInbox, claims, parts.ledger(), clock);
    }

    /** For the other doors. */
    public Intake intake() {
        return intake;
    }

    public IntakeSettings settings() {
        return settings;
    }

    ScanInbox scanInbox() {
        return scanInbox;
    }

    ClaimFile claimFile() {
        return claimFile;
    }

    CaptureTaken captureTaken() {
        return captureTaken;
    }

    SettleTaken settleTaken() {
        return settleTaken;
    }

    IntakeDuties duties() {
        return duties;
    }

    /** What other nodes left, then what this one did: the batches whose files are to be moved now. */
    List<BatchId> sweep() throws IOException {
        if (adoptClaims.isPresent()) {
            adoptClaims.get().adopt();
        }
        return sweepTaken.sweep();
    }

    SweepTaken sweepTaken() {
        return sweepTaken;
    }

    EmptyDone emptyDone() {
        return emptyDone;
    }

    List<BatchId> claimsDue() {
        return claims.due(DUE_MAX);
    }
}
