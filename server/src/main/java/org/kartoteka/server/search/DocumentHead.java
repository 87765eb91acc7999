package org.kartoteka.server.search;

import java.util.List;
import org.kartoteka.archive.search.IndexedDocument;

/**
 * What an index keeps of a document besides its text, to be shown with a hit.
 *
 * @param document with {@code pages} left empty
 */
public record DocumentHead(IndexedDocument document, List<PageHead> pages) {
    public DocumentHead {
        pages = List.copyOf(pages);
    }

    /** A page without its text. */
    public record PageHead(int number, String language) {}

    public static DocumentHead of(IndexedDocument source) {
        IndexedDocument withoutPages = new IndexedDocument(
                source.id(),
                source.version(),
                source.type(),
                source.typeScore(),
                source.languages(),
                source.channel(),
                source.folder(),
                source.fileName(),
                source.receivedAt(),
                source.documentDate(),
                source.caseReferences(),
                source.fields(),
                List.of(),
                source.needsReview());
        List<PageHead> pages = source.pages().stream()
                .map(page -> new PageHead(page.number(), page.language()))
                .toList();
        return new DocumentHead(withoutPages, pages);
    }
}
