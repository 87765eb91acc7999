package org.kartoteka.routes.reading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.ingest.ExamineResult.Part;

/**
 * A batch being read: its files in scratch space, its parts, and what was read so far. Everything in it can be had again
 * from the archive.
 *
 * @param parts with pages or without, in order
 * @param components the stored bytes of each part, same order; the first is the original
 * @param pages the page readings, from page 1; empty until the pages were read
 */
public record ReadingJob(
        Batch batch,
        Arrival arrival,
        Path scratch,
        List<Part> parts,
        List<RenditionRef> components,
        List<RenditionRef> pages) {
    public ReadingJob {
        parts = List.copyOf(parts);
        components = List.copyOf(components);
        pages = List.copyOf(pages);
    }

    /** A page of the batch, and where it is. */
    record PagePlace(int number, Part part, int partPageNumber) {}

    BatchId id() {
        return batch.id();
    }

    Digest original() {
        return batch.original()
                .orElseThrow(() -> new IllegalStateException("batch " + batch.id() + " has no original to read"));
    }

    /** All pages, numbered through the parts. */
    List<PagePlace> places() {
        List<PagePlace> places = new ArrayList<>();
        for (Part part : parts) {
            for (int page = 1; page <= part.pageCount(); page++) {
                places.add(new PagePlace(places.size() + 1, part, page));
            }
        }
        return places;
    }

    boolean hasRefusedPart() {
        return parts.stream().anyMatch(part -> part.refusal().isPresent());
    }

    /** The stored bytes of the part with this number. */
    RenditionRef component(int partNumber) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).number() == partNumber) {
                return components.get(i);
            }
        }
        throw new IllegalStateException("batch %s has no part %d".formatted(id(), partNumber));
    }

    ReadingJob withPages(List<RenditionRef> read) {
        return new ReadingJob(batch, arrival, scratch, parts, components, read);
    }

    ReadingJob withBatch(Batch divided) {
        return new ReadingJob(divided, arrival, scratch, parts, components, pages);
    }
}
