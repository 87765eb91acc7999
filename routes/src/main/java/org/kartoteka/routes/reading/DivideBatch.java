package org.kartoteka.routes.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.batch.Collation;
import org.kartoteka.archive.batch.Division;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.ingest.split.Divider.BatchPage;
import org.kartoteka.ingest.split.Divider.DividedDocument;
import org.kartoteka.routes.reading.CollatePasses.Together;
import org.kartoteka.routes.reading.ReadingJob.PagePlace;

/**
 * Fifth step: commits which pages are which document. A plan that was committed before stays, whatever is found now. Hidden
 * pages are in the plan, too: each page of the batch is in one document. One side of a stack is divided together with the other.
 */
final class DivideBatch {
    private final Batches batches;
    private final Renditions renditions;
    private final CollatePasses passes;
    private final Divider.Settings settings;

    DivideBatch(Batches batches, Renditions renditions, CollatePasses passes, Divider.Settings settings) {
        this.batches = batches;
        this.renditions = renditions;
        this.passes = passes;
        this.settings = settings;
    }

    /** @return empty where it is one side of a stack, and waits for the other */
    Optional<ReadingJob> divide(ReadingJob job) throws IOException {
        Batch batch = job.batch();
        if (!batch.division().isEmpty()) {
            return Optional.of(
                    batch.collation().isPresent()
                            ? passes.restore(job, batch.collation().get())
                            : job);
        }
        List<BatchPage> pages = pages(job);
        Optional<Together> together = passes.bringTogether(job, pages);
        return together.map(whole -> commit(
                whole,
                whole.collation().isPresent()
                        ? stackPages(whole.job(), whole.collation().get())
                        : pages));
    }

    private ReadingJob commit(Together whole, List<BatchPage> pages) {
        ReadingJob job = whole.job();
        List<PlannedDocument> plan = new ArrayList<>();
        for (DividedDocument document :
                Divider.divide(pages, Translate.hints(job.arrival().hints()), settings)) {
            plan.add(new PlannedDocument(
                    Batches.documentId(job.id(), plan.size() + 1),
                    document.part(),
                    Stream.concat(document.pages().stream(), document.hiddenPages().stream())
                            .sorted()
                            .toList()));
        }
        Division division = new Division(plan, Translate.provenance(settings), whole.collation(), whole.apart());
        return job.withBatch(batches.divide(job.id(), division, OpenBatch.READING));
    }

    private List<BatchPage> pages(ReadingJob job) {
        return job.places().stream()
                .map(place -> new BatchPage(place.number(), place.part().number(), result(job, place)))
                .toList();
    }

    /** Of a stack it is known which page is the back of which: only a sheet with nothing on either side is a blank sheet. */
    private List<BatchPage> stackPages(ReadingJob job, Collation collation) {
        List<BatchPage> pages = pages(job);
        Set<Integer> evens = Set.copyOf(collation.evenNumbers());
        return pages.stream()
                .map(page -> {
                    int number = page.number();
                    int otherSide = evens.contains(number) ? number - 1 : number + 1;
                    boolean hasOther = otherSide >= 1
                            && otherSide <= pages.size()
                            && evens.contains(otherSide) != evens.contains(number);
                    boolean blankSheet = !hasOther || isBlank(pages.get(otherSide - 1));
                    return new BatchPage(number, page.part(), page.result(), blankSheet);
                })
                .toList();
    }

    private static boolean isBlank(BatchPage page) {
        return page.result() instanceof PageResult.PageRead read && read.blank();
    }

    /** Without the words, so that a book's pages fit into memory together. */
    private PageResult result(ReadingJob job, PagePlace place) {
        PageText page = renditions.pageText(job.pages().get(place.number() - 1));
        return switch (Translate.pageResult(page)) {
            case PageResult.PageFailed failed -> failed;
            case PageResult.PageRead read ->
                new PageResult.PageRead(
                        read.method(),
                        read.language(),
                        read.languageScore(),
                        read.rotationDegrees(),
                        read.skewDegrees(),
                        read.blank(),
                        read.separator(),
                        read.inkRatio(),
                        read.widthPixels(),
                        read.heightPixels(),
                        read.confidence(),
                        "",
                        List.of(),
                        read.barcodes(),
                        List.of(),
                        read.imageMediaType());
        };
    }
}
