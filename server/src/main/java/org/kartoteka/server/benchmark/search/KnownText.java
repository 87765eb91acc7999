package org.kartoteka.server.benchmark.search;

import java.util.List;
import java.util.Map;

/**
 * A document whose text and fields are known.
 *
 * @param name tells it from all others of its collection
 * @param fields normalised values by name
 * @param printed how a field stands on the page, where that is another spelling
 */
record KnownText(
        String name,
        String language,
        String type,
        Map<String, String> fields,
        Map<String, String> printed,
        List<Page> pages) {
    KnownText {
        fields = Map.copyOf(fields);
        printed = Map.copyOf(printed);
        pages = List.copyOf(pages);
    }

    /**
     * A page.
     *
     * @param truth what stands on it
     * @param read what recognition made of it, where that is part of the collection; else the same
     */
    record Page(String truth, String read) {}

    /** Everything that stands on it. */
    String truth() {
        return String.join("\n", pages.stream().map(Page::truth).toList());
    }
}
