package org.kartoteka.archive.document;

import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.rendition.PageText;

/** In which language a page of a document counts. */
public final class DocumentLanguages {
    private DocumentLanguages() {}

    /**
     * The page's own language where it is one of the document's; else the document's first, since a person said so. A page on
     * which no language was found stays so.
     *
     * @param reading what holds of the document
     */
    public static String ofPage(DocumentReading reading, PageText page) {
        if (page.language().equals("und")
                || reading.languages().isEmpty()
                || reading.languages().contains(page.language())) {
            return page.language();
        }
        return reading.languages().getFirst();
    }
}
