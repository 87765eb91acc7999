package org.kartoteka.routes;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.IntakeLedger;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.DocumentCorrections;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.model.TypeModels;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.search.IndexProjection;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.stack.Stacks;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.routes.indexing.IndexDocuments;
import org.kartoteka.routes.indexing.IndexingRoute;
import org.kartoteka.routes.intake.IntakeDuties;
import org.kartoteka.routes.intake.IntakeFolders;
import org.kartoteka.routes.intake.IntakeRoom;
import org.kartoteka.routes.intake.IntakeRoute;
import org.kartoteka.routes.intake.IntakeSettings;
import org.kartoteka.routes.learning.LearningRoute;
import org.kartoteka.routes.reading.FilingRule;
import org.kartoteka.routes.reading.PassPolicy;
import org.kartoteka.routes.reading.ReadingPolicy;
import org.kartoteka.routes.reading.ReadingRoom;
import org.kartoteka.routes.reading.ReadingRoute;
import org.kartoteka.routes.upkeep.SweepWork;
import org.kartoteka.routes.upkeep.UpkeepRoute;

/**
 * The routes of this node, put together. The application adds {@link #builders()} to its Camel context; the transport brings
 * them the hints that the archive's work list offers.
 */
public final class KartotekaRoutes {
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(20);

    /** A file that another node took is captured by then, or that node is away for longer than anybody should let it be. */
    private static final Duration CAPTURED_WITHIN = Duration.ofDays(7);

    private final Optional<IntakeRoom> intake;
    private final List<RouteBuilder> builders = new ArrayList<>();

    /** The services of the archive. */
    public record Archive(
            ObjectStore store,
            Batches batches,
            Stacks stacks,
            Documents documents,
            DocumentCorrections corrections,
            CurrentReadings readings,
            TypeModels typeModels,
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
    public record IntakeParts(
            IntakeFolders folders, IntakeSettings settings, Function<Reason, String> sentence, IntakeDuties duties) {}

    /**
     * How they are read.
     *
     * @param scratchFolder for reading alone; emptied now
     * @param learning how types are learned from corrections; empty where they are not
     */
    public record ReadingParts(
            ScanReader reader,
            Divider.Settings division,
            PassPolicy passes,
            Path scratchFolder,
            ReadingPolicy policy,
            FilingRule filing,
            Optional<LearningRoute.Parts> learning) {}

    /** What all share. */
    public record Shared(
            WorkInHand inHand, WorkTransport transport, Upkeep upkeep, RouteMeters meters, InstantSource clock) {}

    /**
     * Prepares the intake folders and empties the scratch folder.
     *
     * @param intakeParts empty where this node takes no files
     * @param readingParts empty where this node neither reads nor indexes nor sweeps
     */
    public KartotekaRoutes(
            Archive archive, Optional<IntakeParts> intakeParts, Optional<ReadingParts> readingParts, Shared shared) {
        this.intake = intakeParts.map(parts -> new IntakeRoom(new IntakeRoom.Parts(
                parts.folders(),
                parts.settings(),
                archive.batches(),
                archive.ledger(),
                parts.sentence(),
                parts.duties(),
                shared.clock())));
        intake.ifPresent(room -> {
            shared.meters().watchIntake(() -> room.intake().waiting().size());
            builders.add(new IntakeRoute(room, shared.meters()));
        });
        readingParts.ifPresent(parts -> addReading(archive, parts, shared));
        readingParts.ifPresent(parts -> {
            IndexDocuments indexDocuments = new IndexDocuments(
                    new IndexDocuments.Sources(archive.projection(), archive.corrections(), archive.workList()),
                    archive.index(),
                    new IndexDocuments.Work(shared.inHand(), shared.transport()),
                    shared.meters());
            builders.add(new IndexingRoute(
                    indexDocuments, shared.transport(), parts.policy().firstRetryAfter()));
            builders.add(new UpkeepRoute(sweepWork(archive, intakeParts, shared), SWEEP_EVERY));
            parts.learning().ifPresent(learning -> builders.add(learning(archive, learning, shared)));
        });
    }

    private void addReading(Archive archive, ReadingParts parts, Shared shared) {
        ReadingRoom reading = new ReadingRoom(
                new ReadingRoom.Archive(
                        archive.store(),
                        archive.batches(),
                        archive.stacks(),
                        archive.documents(),
                        archive.renditions(),
                        archive.workList()),
                new ReadingRoom.Tools(
                        parts.reader(),
                        parts.division(),
                        parts.passes(),
                        parts.scratchFolder(),
                        parts.policy(),
                        parts.filing(),
                        shared.inHand(),
                        shared.meters(),
                        shared.clock()));
        builders.add(new ReadingRoute(reading, shared.transport()));
    }

    private static LearningRoute learning(Archive archive, LearningRoute.Parts parts, Shared shared) {
        return new LearningRoute(
                new LearningRoute.Archive(
                        archive.corrections(),
                        archive.documents(),
                        archive.readings(),
                        archive.renditions(),
                        archive.typeModels()),
                parts,
                shared.upkeep(),
                shared.clock());
    }

    private static SweepWork sweepWork(Archive archive, Optional<IntakeParts> intake, Shared shared) {
        // Only a node that is alone sees all taken files; elsewhere time alone tells.
        Optional<Path> taken = intake.filter(parts -> parts.duties().equals(IntakeDuties.ALONE))
                .map(parts -> parts.folders().taken());
        Predicate<BatchId> mayStillBeCaptured =
                batch -> taken.map(folder -> Files.exists(folder.resolve(batch.value()), LinkOption.NOFOLLOW_LINKS))
                        .orElseGet(() -> batch.time()
                                .plus(CAPTURED_WITHIN)
                                .isAfter(shared.clock().instant()));
        return new SweepWork(new SweepWork.Parts(
                archive.batches(),
                archive.documents(),
                archive.workList(),
                new ParkedPasses(archive.store()),
                shared.inHand(),
                shared.meters(),
                shared.upkeep(),
                mayStillBeCaptured,
                shared.clock()));
    }

    /** For the other doors; empty where this node takes no files. */
    public Optional<Intake> intake() {
        return intake.map(IntakeRoom::intake);
    }

    public List<RouteBuilder> builders() {
        return List.copyOf(builders);
    }
}
