package org.kartoteka.ingest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * @param pages of one document, in order, separators left out
 * @param received the day the document arrived, where that is known: dates on it are judged by that
 * @param pdfTarget where to write the searchable PDF
 * @param typeModel file of the model to tell the type by; empty = the one of the models folder
 */
public record ComposeRequest(
        List<Page> pages, Hints hints, Optional<LocalDate> received, Path pdfTarget, Optional<Path> typeModel) {
    public ComposeRequest {
        pages = List.copyOf(pages);
    }

    /** By the type model of the models folder. */
    public ComposeRequest(List<Page> pages, Hints hints, Optional<LocalDate> received, Path pdfTarget) {
        this(pages, hints, received, pdfTarget, Optional.empty());
    }

    /** A document of which nobody knows when it arrived, by the type model of the models folder. */
    public ComposeRequest(List<Page> pages, Hints hints, Path pdfTarget) {
        this(pages, hints, Optional.empty(), pdfTarget);
    }

    /** The same by another type model. */
    public ComposeRequest withTypeModel(Optional<Path> other) {
        return new ComposeRequest(pages, hints, received, pdfTarget, other);
    }

    /**
     * A page and what was read on it.
     *
     * @param number in the batch, from 1
     * @param partPageNumber in the file of the part, from 1
     */
    public record Page(int number, Path file, String mediaType, int partPageNumber, PageResult result) {}
}
