package org.kartoteka.ingest.field;

import java.util.List;

/** Finds all values of one kind in a line, whatever their labels. */
interface ValueReader {
    /** @param language of the page, ISO 639-1 or {@code und} */
    List<FoundValue> read(PageLine line, String language);

    /** Why a value is doubtful, as in {@link org.kartoteka.ingest.ComposeResult.Field#doubt()}; empty where nothing speaks against it. */
    default String doubt(FoundValue value) {
        return "";
    }
}
