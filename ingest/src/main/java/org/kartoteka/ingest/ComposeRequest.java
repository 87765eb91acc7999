package org.kartoteka.ingest;

import java.nio.file.Path;
import java.util.List;

/**
 * @param pages of one document, in order, separators left out
 * @param pdfTarget where to write the searchable PDF
 */
public record ComposeRequest(List<Page> pages, Hints hints, Path pdfTarget) {
    public ComposeRequest {
        pages = List.copyOf(pages);
    }

    /**
     * A page and what was read on it.
     *
     * @param number in the batch, from 1
     * @param partPageNumber in the file of the part, from 1
     */
    public record Page(int number, Path file, String mediaType, int partPageNumber, PageResult result) {}
}
