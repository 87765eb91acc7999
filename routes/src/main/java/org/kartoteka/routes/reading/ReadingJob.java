package org.kartoteka.routes.reading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Collation;
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
 * @param places all pages, numbered through the parts; or through the stack, where it was put together with its even side
 * @param pages the page readings, in the order of the places; empty until the pages were read
 * @param otherOriginal the stored bytes of the even side, where it was put together with one
 */
public record ReadingJob(
        Batch batch,
        Arrival arrival,
        Path scratch,
        List<Part> parts,
        List<RenditionRef> components,
        List<PagePlace> places,
        List<RenditionRef> pages,
        Optional<RenditionRef> otherOriginal) {
    public ReadingJob {
        parts = List.copyOf(parts);
        components = List.copyOf(components);
        places = List.copyOf(places);
        pages = List.copyOf(pages);
    }

    /** A batch whose pages are still to be read. */
    static ReadingJob of(Batch batch, Arrival arrival, Path scratch, List<Part> parts, List<RenditionRef> components) {
        List<PagePlace> places = new ArrayList<>();
        for (Part part : parts) {
            for (int page = 1; page <= part.pageCount(); page++) {
                places.add(new PagePlace(places.size() + 1, part, page));
            }
        }
        return new ReadingJob(batch, arrival, scratch, parts, components, places, List.of(), Optional.empty());
    }

    /** A page of the batch or the stack, and where it is. */
    record PagePlace(int number, Part part, int partPageNumber) {}

    BatchId id() {
        return batch.id();
    }

    Digest original() {
        return batch.original()
                .orElseThrow(() -> new IllegalStateException("batch " + batch.id() + " has no original to read"));
    }

    boolean hasRefusedPart() {
        return parts.stream().anyMatch(part -> part.refusal().isPresent());
    }

    /** Whether all its pages are in one file, as those of a scan are. */
    boolean isPlainScan() {
        return parts.size() == 1 && parts.getFirst().number() == 0;
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
        return new ReadingJob(batch, arrival, scratch, parts, components, places, read, otherOriginal);
    }

    ReadingJob withBatch(Batch divided) {
        return new ReadingJob(divided, arrival, scratch, parts, components, places, pages, otherOriginal);
    }

    /**
     * The stack of this batch and its even side, both read: pages, places and numbers are those of the stack.
     *
     * @throws IllegalStateException the files have other pages than the collation says
     */
    ReadingJob collatedWith(ReadingJob even, Collation collation) {
        if (places.size() != collation.numbers().size()
                || even.places().size() != collation.evenNumbers().size()) {
            throw new IllegalStateException("the files of batches %s and %s have %d and %d pages, not %d and %d"
                    .formatted(
                            id(),
                            even.id(),
                            places.size(),
                            even.places().size(),
                            collation.numbers().size(),
                            collation.evenNumbers().size()));
        }
        @Nullable PagePlace[] allPlaces = new PagePlace[collation.pageCount()];
        @Nullable RenditionRef[] allPages = new RenditionRef[collation.pageCount()];
        put(this, collation.numbers(), allPlaces, allPages);
        put(even, collation.evenNumbers(), allPlaces, allPages);
        return new ReadingJob(
                batch,
                arrival,
                scratch,
                parts,
                components,
                Arrays.stream(allPlaces).map(java.util.Objects::requireNonNull).toList(),
                Arrays.stream(allPages).map(java.util.Objects::requireNonNull).toList(),
                Optional.of(even.component(0)));
    }

    private static void put(
            ReadingJob job, List<Integer> numbers, @Nullable PagePlace[] allPlaces, @Nullable RenditionRef[] allPages) {
        for (int i = 0; i < numbers.size(); i++) {
            PagePlace place = job.places().get(i);
            int number = numbers.get(i);
            allPlaces[number - 1] = new PagePlace(number, place.part(), place.partPageNumber());
            allPages[number - 1] = job.pages().get(i);
        }
    }
}
