package org.kartoteka.ingest.page;

import java.io.IOException;
import java.nio.file.Path;
import org.kartoteka.ingest.ReadingSettings.Limits;

/** Pages made of documents that bring only text. */
final class TextPages {
    private TextPages() {}

    static int count(Path file, String mediaType, Limits limits) throws IOException, UnreadableException {
        return set(file, mediaType, limits).pageCount();
    }

    static PageContent open(Path file, String mediaType, int pageNumber, Limits limits)
            throws IOException, UnreadableException {
        TextSetter setter = set(file, mediaType, limits);
        if (pageNumber < 1 || pageNumber > setter.pageCount()) {
            throw new IllegalArgumentException("page " + pageNumber + " of " + setter.pageCount());
        }
        return setter.page(pageNumber);
    }

    private static TextSetter set(Path file, String mediaType, Limits limits) throws IOException, UnreadableException {
        return new TextSetter(TextSource.read(file, mediaType, limits), limits.pagesMax());
    }
}
