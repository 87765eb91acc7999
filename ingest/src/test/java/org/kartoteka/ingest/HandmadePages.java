package org.kartoteka.ingest;

import java.util.List;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;

/** Pages as recognition would hand them on, made by hand. */
public final class HandmadePages {
    private HandmadePages() {}

    /** An upright page of text without tick boxes or barcodes. */
    public static PageRead page(String language, String text, List<Word> words) {
        return new PageRead(
                "recognised",
                language,
                1,
                0,
                0,
                false,
                false,
                0.1,
                1000,
                1400,
                1,
                text,
                words,
                List.of(),
                List.of(),
                "");
    }
}
