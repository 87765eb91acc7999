package org.kartoteka.archive.stack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Collation;
import org.kartoteka.archive.batch.Division;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.work.WorkList;

/** A letter of two sheets that was scanned in two passes, archived as one document. Every step may be repeated. */
public final class SmallStack {
    public static final BatchId ODD = new BatchId("20261122-101535000-0000000011");
    public static final BatchId EVEN = new BatchId("20261122-101536000-0000000022");
    public static final ObjectContent ODD_BYTES = SmallArchive.content("the fronts");
    public static final ObjectContent EVEN_BYTES = SmallArchive.content("the backs");
    public static final Duration WITHIN = Duration.ofMinutes(30);
    public static final StackId STACK = StackId.of("20261122", "mail", "stack12");

    private SmallStack() {}

    /** The chain that decided that they belong together: two arrivals, and the collation in the third record. */
    public static ChainId chain() {
        return StackEvents.chain(STACK);
    }

    public static void build(Archive archive) {
        SmallArchive.capture(archive, ODD, "mail", ODD_BYTES);
        SmallArchive.capture(archive, EVEN, "mail", EVEN_BYTES);
        archive.stacks().join(ODD, new Stacks.Told(Side.ODD, "mail", "stack12"), WITHIN, SmallArchive.READER);
        archive.stacks().join(EVEN, new Stacks.Told(Side.EVEN, "mail", "stack12"), WITHIN, SmallArchive.READER);
        archive.stacks().collate(STACK, ODD, SmallArchive.READER);
        PlannedDocument letter = new PlannedDocument(Batches.documentId(ODD, 1), 0, List.of(1, 2, 3, 4));
        archive.batches().divide(ODD, division(collation(), letter), SmallArchive.READER);
        ingest(archive, letter);
        archive.batches().finish(ODD, SmallArchive.READER);
        archive.batches().incorporate(EVEN, ODD, SmallArchive.READER);
        archive.workList().remove(WorkList.Kind.INDEX, letter.id().value());
    }

    static Division division(Collation collation, PlannedDocument document) {
        return new Division(List.of(document), SmallArchive.DIVIDER, Optional.of(collation), Optional.empty());
    }

    public static Collation collation() {
        return new Collation(STACK, EVEN, List.of(1, 3), List.of(4, 2), "reversed", "setting");
    }

    private static void ingest(Archive archive, PlannedDocument letter) {
        Renditions renditions = archive.renditions();
        List<RenditionRef> pages = List.of(
                SmallArchive.page(renditions, ODD_BYTES.digest(), 1),
                SmallArchive.page(renditions, EVEN_BYTES.digest(), 2),
                SmallArchive.page(renditions, ODD_BYTES.digest(), 2),
                SmallArchive.page(renditions, EVEN_BYTES.digest(), 1));
        RenditionRef odd = new RenditionRef(
                Originals.key(ODD_BYTES.digest()), ODD_BYTES.digest(), ODD_BYTES.sizeBytes(), "application/pdf");
        RenditionRef reading = renditions.putJson(
                Renditions.documentKey(letter.id(), SmallArchive.RECIPE, "reading.json"),
                SmallArchive.reading(pages, odd, Optional.empty()));
        archive.documents().ingest(letter, ODD, reading, List.of(), SmallArchive.READER);
    }
}
