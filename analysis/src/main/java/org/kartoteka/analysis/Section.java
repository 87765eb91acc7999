package org.kartoteka.analysis;

/**
 * A text of a document: a page, or a value that stands on no page.
 *
 * @param position of its first word among the document's
 * @param limit how many words are taken
 * @param language ISO 639-1, or {@code und}
 */
public record Section(int position, int limit, String language, String text) {
    public Section {
        if (position < 0 || limit < 0) {
            throw new IllegalArgumentException("a section has neither a negative position nor a negative limit");
        }
    }
}
