package org.kartoteka.routes.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.rendition.Renditions;
import org.kartoteka.archive.rendition.Renditions.Making;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.routes.RouteMeters;
import org.kartoteka.routes.reading.ReadingJob.PagePlace;

/**
 * Fourth step: reads every page that has no stored reading yet, some at once, and stores image and text of each as it comes. A
 * page that cannot be read is stored as such. After a crash the pages that were stored stay read.
 *
 * <p>When the batch is given another attempt, pages whose reading failed for a reason that may have passed are read again;
 * that adds a rendition, and the earlier one stays.
 */
final class ReadPages {
    private static final String JSON = "application/json";

    private final Renditions renditions;
    private final Reader reader;
    private final RouteMeters meters;
    private final int pagesAtOnce;

    ReadPages(Renditions renditions, Reader reader, RouteMeters meters, int pagesAtOnce) {
        this.renditions = renditions;
        this.reader = reader;
        this.meters = meters;
        this.pagesAtOnce = pagesAtOnce;
    }

    /**
     * @param stopping once true, no further page is begun
     */
    ReadingJob read(ReadingJob job, BooleanSupplier stopping) throws IOException {
        Path images = Files.createDirectories(job.scratch().resolve("pages"));
        Making making = new Making(reader.recipe(), job.batch().attempt());
        InParallel parallel = new InParallel(pagesAtOnce, stopping);
        return job.withPages(parallel.map(job.places(), place -> {
            Optional<RenditionRef> stored = stored(job, place, making);
            return stored.isPresent() ? stored.get() : readPage(job, place, making, images);
        }));
    }

    /** What this attempt stored, or the last one before it, unless another attempt may do better. */
    private Optional<RenditionRef> stored(ReadingJob job, PagePlace place, Making making) {
        for (int attempt = making.attempt(); attempt >= 1; attempt--) {
            Making earlier = new Making(making.recipe(), attempt);
            Optional<RenditionRef> stored =
                    renditions.find(Renditions.pageKey(job.original(), earlier, place.number(), "json"), JSON);
            if (stored.isPresent()) {
                boolean stays = attempt == making.attempt() || !mayHavePassed(renditions.pageText(stored.get()));
                return stays ? stored : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean mayHavePassed(PageText page) {
        return page.failure().map(Reason::code).filter(Reason.Code::mayPass).isPresent();
    }

    private RenditionRef readPage(ReadingJob job, PagePlace place, Making making, Path images) throws IOException {
        Path image = images.resolve(Integer.toString(place.number()));
        Hints hints = Translate.hints(job.arrival().hints());
        long started = System.nanoTime();
        PageResult result = reader.readPage(
                job.batch().id(),
                new PageRequest(place.part().file(), place.part().mediaType(), place.partPageNumber(), hints, image));
        PageText page = switch (result) {
            case PageResult.PageRead read ->
                Translate.pageText(place.number(), read, image(job, place, making, image, read), reader.provenance());
            case PageResult.PageFailed failed -> {
                meters.failure("page", failed.refusal().code().name());
                yield Translate.failedPage(place.number(), failed.refusal(), reader.provenance());
            }
        };
        meters.pageRead(page.method(), Duration.ofNanos(System.nanoTime() - started));
        return renditions.putJson(Renditions.pageKey(job.original(), making, place.number(), "json"), page);
    }

    private Optional<RenditionRef> image(
            ReadingJob job, PagePlace place, Making making, Path image, PageResult.PageRead read) throws IOException {
        if (read.imageMediaType().isEmpty()) {
            return Optional.empty();
        }
        String extension = read.imageMediaType().equals("image/png") ? "png" : "jpg";
        RenditionRef ref = renditions.put(
                Renditions.pageKey(job.original(), making, place.number(), extension),
                ObjectContent.of(image),
                read.imageMediaType());
        Files.deleteIfExists(image);
        return Optional.of(ref);
    }
}
