package org.kartoteka.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.IntakeLedger;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.IndexProjection;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.routes.indexing.IndexDocuments;
import org.kartoteka.routes.indexing.IndexingRoute;
import org.kartoteka.routes.intake.IntakeFolders;
import org.kartoteka.routes.intake.IntakeRoom;
import org.kartoteka.routes.intake.IntakeRoute;
import org.kartoteka.routes.intake.IntakeSettings;
import org.kartoteka.routes.reading.ReadingPolicy;
import org.kartoteka.routes.reading.ReadingRoom;
import org.kartoteka.routes.reading.ReadingRoute;
import org.kartoteka.routes.upkeep.SweepWork;
import org.kartoteka.routes.upkeep.UpkeepRoute;

/**
 * All routes, put together. The application adds {@link #builders()} to its Camel context and attaches the
 * {@link InProcessHints} that the archive's work list was given.
 */
public final class KartotekaRoutes {
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(20);

    private final IntakeRoom intake;
    private final List<RouteBuilder> builders;

    /** The services of the archive. */
    public record Archive(
            ObjectStore store,
            Batches batches,
            Documents documents,
            Renditions renditions,
            WorkList workList,
            IntakeLedger ledger,
            IndexProjection projection,
            SearchIndex index) {}

    /**
     * How files come in.
     *
     * @param sentence says a reason in the clerk's language
     */
    public record IntakeParts(IntakeFolders folders, IntakeSettings settings, Function<Reason, String> sentence) {}

    /**
     * How they are read.
     *
     * @param scratchFolder for reading alone; emptied now
     */
    public record ReadingParts(
            ScanReader reader, Divider.Settings division, Path scratchFolder, ReadingPolicy policy) {}

    /** What all share. */
    public record Shared(WorkInHand inHand, RouteMeters meters, InstantSource clock) {}

    /** Prepares the intake folders and empties the scratch folder. */
    public KartotekaRoutes(Archive archive, IntakeParts intakeParts, ReadingParts readingParts, Shared shared) {
        this.intake = new IntakeRoom(new IntakeRoom.Parts(
                intakeParts.folders(),
                intakeParts.settings(),
                archive.batches(),
                archive.ledger(),
                intakeParts.sentence(),
                shared.clock()));
        ReadingRoom reading = new ReadingRoom(
                new ReadingRoom.Archive(archive.store(), archive.batches(), archive.documents(), archive.renditions()),
                new ReadingRoom.Tools(
                        readingParts.reader(),
                        readingParts.division(),
                        readingParts.scratchFolder(),
                        readingParts.policy(),
                        shared.inHand(),
                        shared.meters()));
        IndexDocuments indexDocuments = new IndexDocuments(
                archive.projection(), archive.index(), archive.workList(), shared.inHand(), shared.meters());
        SweepWork sweepWork = new SweepWork(new SweepWork.Parts(
                archive.batches(),
                archive.documents(),
                archive.workList(),
                shared.inHand(),
                shared.meters(),
                intakeParts.folders().taken(),
                shared.clock()));
        Intake door = intake.intake();
        shared.meters().watchIntake(() -> door.waiting().size());
        this.builders = List.of(
                new IntakeRoute(intake, shared.meters()),
                new ReadingRoute(reading),
                new IndexingRoute(indexDocuments, readingParts.policy().firstRetryAfter()),
                new UpkeepRoute(sweepWork, SWEEP_EVERY));
    }

    /** For the other doors. */
    public Intake intake() {
        return intake.intake();
    }

    public List<RouteBuilder> builders() {
        return builders;
    }
}
