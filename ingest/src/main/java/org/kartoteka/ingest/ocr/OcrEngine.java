package org.kartoteka.ingest.ocr;

import java.time.Duration;
import java.util.List;
import org.kartoteka.ingest.image.Picture;

/**
 * Recognises text on a page that stands upright.
 *
 * <p>An engine is used by one thread at a time. It never changes or closes the picture. Same picture and request, same
 * answer. Native engines can take the process down: files from outside are recognised in worker processes only.
 */
public interface OcrEngine extends AutoCloseable {
    /**
     * @throws OcrFailed if the engine gave up; it can be used again
     */
    Recognition recognise(Picture page, Request request);

    /** Name and version, such as {@code tesseract 5.5.2}. */
    String version();

    @Override
    void close();

    /**
     * How to recognise.
     *
     * @param models names of the models, first one first; with several each word goes to the best
     * @param layout what to expect on the picture
     * @param threshold how to tell ink from paper
     * @param limit after which the engine stops where it is; see {@link Recognition#complete()}
     */
    record Request(List<String> models, Layout layout, Threshold threshold, Duration limit) {
        public Request {
            models = List.copyOf(models);
        }
    }

    /** What to expect on the picture. */
    enum Layout {
        /** A whole page with columns, tables and pictures. */
        PAGE,
        /** A strip of lines of one column. */
        BLOCK,
        /** One line, or a word of it. */
        LINE
    }

    /** How to tell ink from paper. */
    enum Threshold {
        /** One threshold for the page. */
        GLOBAL,
        /** By the surroundings of each point (Sauvola). */
        LOCAL
    }
}
