package org.kartoteka.ingest.pdf;

import java.nio.file.Path;
import org.kartoteka.ingest.page.PageContent;

/** Opens pages of files that are no PDF. */
public interface PageSource {
    /**
     * Opens one page.
     *
     * @param pageNumber in the file, from 1
     */
    PageContent open(Path file, String mediaType, int pageNumber);
}
