package org.kartoteka.server.search;

import java.util.List;
import org.kartoteka.archive.search.IndexedDocument;

/**
 * What an index keeps of a document besides its text, to be shown with a hit.
 *
 * @param document without pages and fingerprint
 */
public record DocumentHead(IndexedDocument document, List<PageHead> pages) {
    public DocumentHead {
        pages = List.copyOf(pages);
    }

    /** A page without its text. */
    public record PageHead(int number, String language) {}

    public static DocumentHead of(IndexedDocument source) {
        List<PageHead> pages = source.pages().stream()
                .map(page -> new PageHead(page.number(), page.language()))
                .toList();
        return new DocumentHead(source.head(), pages);
    }
}
