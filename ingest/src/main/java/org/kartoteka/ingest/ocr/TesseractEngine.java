package org.kartoteka.ingest.ocr;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sourceforge.tess4j.TessAPI1;
import org.kartoteka.ingest.image.Natives;
import org.kartoteka.ingest.image.Picture;

/**
 * Tesseract, in this process.
 *
 * <p>One native handle for each set of models, made when first needed and kept: making one costs a tenth of a second, and
 * memory stays flat over any number of pages.
 */
public final class TesseractEngine implements OcrEngine {
    static {
        Natives.load();
    }

    private final Path tessdata;
    private final Map<List<String>, TesseractHandle> handles = new LinkedHashMap<>();

    /**
     * @param tessdata the folder with {@code *.traineddata}
     */
    public TesseractEngine(Path tessdata) {
        if (!Files.isDirectory(tessdata)) {
            throw new IllegalArgumentException("no folder with recognition models: " + tessdata);
        }
        this.tessdata = tessdata;
    }

    @Override
    public Recognition recognise(Picture page, Request request) {
        TesseractHandle handle =
                handles.computeIfAbsent(request.models(), models -> new TesseractHandle(tessdata, models));
        return handle.recognise(page, request);
    }

    @Override
    public String version() {
        return "tesseract " + TessAPI1.TessVersion();
    }

    @Override
    public void close() {
        handles.values().forEach(TesseractHandle::close);
        handles.clear();
    }
}
