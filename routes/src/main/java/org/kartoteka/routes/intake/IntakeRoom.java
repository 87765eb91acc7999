package org.kartoteka.routes.intake;

import java.time.InstantSource;
import java.util.List;
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
            InstantSource clock) {}

    /** Prepares the folders. */
    public IntakeRoom(Parts parts) {
        this(parts, new CheckCompleteness());
    }

    IntakeRoom(Parts parts, CheckCompleteness completeness) {
        parts.folders().prepare();
        this.settings = parts.settings();
        InstantSource clock = parts.clock();
        Batches batches = parts.batches();
        TakenFolder taken = new TakenFolder(parts.folders().taken());
        this.claims = new Claims(clock);
        this.scanInbox = new ScanInbox(parts.folders().inbox(), settings, completeness, clock);
        this.claimFile = new ClaimFile(taken, claims, scanInbox::postpone, clock);
        this.captureTaken =
                new CaptureTaken(new CaptureTaken.Parts(taken, claims, claimFile, batches, settings.waits(), clock));
        this.settleTaken = new SettleTaken(new SettleTaken.Parts(
                parts.folders(), taken, claims, claimFile, batches, parts.sentence(), settings, clock));
        this.sweepTaken = new SweepTaken(taken, claims, captureTaken, batches);
        this.emptyDone = new EmptyDone(parts.folders().done(), settings, clock);
        UploadFile uploadFile =
                new UploadFile(taken, claims, captureTaken, settings.limits().uploadBytes(), clock);
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
