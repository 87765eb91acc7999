package org.kartoteka.routes.reading;

import java.nio.file.Path;
import java.time.InstantSource;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.stack.ParkedPasses;
import org.kartoteka.archive.stack.Stacks;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.work.Attempts;
import org.kartoteka.archive.work.WorkList;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.WorkInHand;

/** The steps of reading, put together. */
public final class ReadingRoom {
    private final ReadingPolicy policy;
    private final Scratch scratch;
    private final WorkInHand inHand;
    private final OpenBatch openBatch;
    private final CollatePasses passes;
    private final BeginAttempt beginAttempt;
    private final ExamineOriginal examineOriginal;
    private final ReadPages readPages;
    private final DivideBatch divideBatch;
    private final IngestDocuments ingestDocuments;
    private final HandleFailure handleFailure;
    private final Batches batches;
    private final RouteMeters meters;

    /** The services of the archive that reading writes to. */
    public record Archive(
            ObjectStore store,
            Batches batches,
            Stacks stacks,
            Documents documents,
            Renditions renditions,
            WorkList workList) {}

    /**
     * How reading works here.
     *
     * @param scratchFolder for reading alone; emptied now
     */
    public record Tools(
            ScanReader reader,
            Divider.Settings division,
            PassPolicy passes,
            Path scratchFolder,
            ReadingPolicy policy,
            FilingRule filing,
            WorkInHand inHand,
            RouteMeters meters,
            InstantSource clock) {}

    public ReadingRoom(Archive archive, Tools tools) {
        Reader reader = new Reader(tools.reader(), tools.policy().callsAtOnce());
        tools.meters().watchCalls(reader::waiting);
        JudgeReading judge = new JudgeReading(tools.policy().review());
        Renditions renditions = archive.renditions();
        this.policy = tools.policy();
        this.batches = archive.batches();
        this.inHand = tools.inHand();
        this.meters = tools.meters();
        this.scratch = new Scratch(tools.scratchFolder());
        this.openBatch = new OpenBatch(batches);
        Attempts attempts = new Attempts(archive.store());
        this.beginAttempt = new BeginAttempt(batches, renditions, attempts, policy.brokenOffMax());
        this.examineOriginal = new ExamineOriginal(archive.store(), batches, renditions, reader, scratch);
        this.readPages = new ReadPages(renditions, reader, meters, policy.pagesAtOnce());
        this.passes = new CollatePasses(new CollatePasses.Parts(
                batches,
                archive.stacks(),
                new ParkedPasses(archive.store()),
                archive.workList(),
                new OtherSide(examineOriginal, readPages, renditions),
                tools.passes(),
                tools.clock()));
        this.divideBatch = new DivideBatch(batches, renditions, passes, tools.division());
        this.ingestDocuments = new IngestDocuments(new IngestDocuments.Parts(
                batches,
                archive.documents(),
                renditions,
                new ComposeDocument(renditions, reader, judge),
                judge,
                tools.filing(),
                passes,
                policy.pagesAtOnce()));
        this.handleFailure = new HandleFailure(batches, attempts, inHand, meters, policy.attemptsMax());
    }

    ReadingPolicy policy() {
        return policy;
    }

    OpenBatch openBatch() {
        return openBatch;
    }

    CollatePasses passes() {
        return passes;
    }

    BeginAttempt beginAttempt() {
        return beginAttempt;
    }

    ExamineOriginal examineOriginal() {
        return examineOriginal;
    }

    ReadPages readPages() {
        return readPages;
    }

    DivideBatch divideBatch() {
        return divideBatch;
    }

    IngestDocuments ingestDocuments() {
        return ingestDocuments;
    }

    HandleFailure handleFailure() {
        return handleFailure;
    }

    Scratch scratch() {
        return scratch;
    }

    WorkInHand inHand() {
        return inHand;
    }

    Batches batches() {
        return batches;
    }

    RouteMeters meters() {
        return meters;
    }
}
