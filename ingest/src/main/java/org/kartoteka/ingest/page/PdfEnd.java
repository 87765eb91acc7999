package org.kartoteka.ingest.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.kartoteka.ingest.Damage;

/**
 * Refuses a PDF that was cut off: after its last object there must be a trailer.
 *
 * <p>PDFBox repairs such a file by forgetting the pages that are missing, so afterwards nobody could tell.
 */
final class PdfEnd {
    /** Mail gateways and disks add some bytes behind a file. */
    private static final int TAIL_BYTES = 1 << 20;

    private static final List<String> MARKS = List.of("trailer", "startxref", "%%EOF");
    private static final Pattern OBJECT = Pattern.compile("\\d\\s+obj\\b");

    private PdfEnd() {}

    static void check(Path file) throws IOException, UnreadableException {
        String tail;
        try (FileWindow window = new FileWindow(file)) {
            int count = (int) Math.min(TAIL_BYTES, window.length());
            tail = new String(window.bytes(window.length() - count, count), StandardCharsets.ISO_8859_1);
        }
        int mark = MARKS.stream().mapToInt(tail::lastIndexOf).max().orElse(-1);
        if (mark < 0 || OBJECT.matcher(tail).region(mark, tail.length()).find()) {
            throw UnreadableException.damaged(Damage.PDF_CUT_OFF);
        }
    }
}
