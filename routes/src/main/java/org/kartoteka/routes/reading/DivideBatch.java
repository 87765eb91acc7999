package org.kartoteka.routes.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.ingest.split.Divider.BatchPage;
import org.kartoteka.ingest.split.Divider.DividedDocument;
import org.kartoteka.routes.reading.ReadingJob.PagePlace;

/**
 * Fifth step: commits which pages are which document. A plan that was committed before stays, whatever is found now. Hidden
 * pages are in the plan, too: each page of the batch is in one document.
 */
final class DivideBatch {
    private final Batches batches;
    private final Renditions renditions;
    private final Divider.Settings settings;

    DivideBatch(Batches batches, Renditions renditions, Divider.Settings settings) {
        this.batches = batches;
        this.renditions = renditions;
        this.settings = settings;
    }

    ReadingJob divide(ReadingJob job) {
        if (!job.batch().division().isEmpty()) {
            return job;
        }
        List<BatchPage> pages = job.places().stream()
                .map(place -> new BatchPage(place.number(), place.part().number(), result(job, place)))
                .toList();
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
        return job.withBatch(batches.divide(job.id(), plan, Translate.provenance(settings), OpenBatch.READING));
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
