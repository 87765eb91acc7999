package org.kartoteka.routes.reading;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Batch.PlannedDocument;
import org.kartoteka.archive.batch.Batches;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.document.Document;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;

/** Last step: makes each planned document a document of the archive, files it, and ends the batch. */
final class IngestDocuments {
    private final Batches batches;
    private final Documents documents;
    private final Renditions renditions;
    private final ComposeDocument composeDocument;
    private final JudgeReading judge;
    private final FilingRule rule;
    private final CollatePasses passes;
    private final int atOnce;

    /** What ingesting needs. */
    record Parts(
            Batches batches,
            Documents documents,
            Renditions renditions,
            ComposeDocument composeDocument,
            JudgeReading judge,
            FilingRule rule,
            CollatePasses passes,
            int atOnce) {}

    IngestDocuments(Parts parts) {
        this.batches = parts.batches();
        this.documents = parts.documents();
        this.renditions = parts.renditions();
        this.composeDocument = parts.composeDocument();
        this.judge = parts.judge();
        this.rule = parts.rule();
        this.passes = parts.passes();
        this.atOnce = parts.atOnce();
    }

    /**
     * @param stopping once true, no further document is begun
     */
    Batch ingest(ReadingJob job, BooleanSupplier stopping) {
        InParallel parallel = new InParallel(atOnce, stopping);
        parallel.map(job.batch().division(), planned -> ingest(job, planned));
        passes.beforeEnd(job.batch());
        Batch finished = batches.finish(job.id(), OpenBatch.READING);
        passes.afterEnd(finished);
        return finished;
    }

    private Document ingest(ReadingJob job, PlannedDocument planned) throws IOException {
        Optional<Document> earlier = documents.find(planned.id());
        if (earlier.isPresent()) {
            Document document = earlier.get();
            return documents.ingest(planned, job.id(), document.reading(), document.filings(), OpenBatch.READING);
        }
        RenditionRef reading = composeDocument.compose(job, planned);
        return documents.ingest(
                planned, job.id(), reading, filings(job, renditions.documentReading(reading)), OpenBatch.READING);
    }

    private List<Filing> filings(ReadingJob job, DocumentReading reading) {
        List<Filing> named = judge.filings(reading.fields(), job.arrival(), OpenBatch.READING);
        return named.isEmpty()
                ? rule.filing(reading, OpenBatch.READING).stream().toList()
                : named;
    }
}
