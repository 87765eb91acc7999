package org.kartoteka.ingest.ocr;

import com.sun.jna.Pointer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.tess4j.ITessAPI.ETEXT_DESC;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessOcrEngineMode;
import net.sourceforge.tess4j.ITessAPI.TessPageIterator;
import net.sourceforge.tess4j.ITessAPI.TessPageIteratorLevel;
import net.sourceforge.tess4j.ITessAPI.TessPageSegMode;
import net.sourceforge.tess4j.ITessAPI.TessResultIterator;
import net.sourceforge.tess4j.TessAPI1;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.Picture;

/** One native Tesseract with its models loaded. */
final class TesseractHandle implements AutoCloseable {
    private static final int WORD = TessPageIteratorLevel.RIL_WORD;
    private static final int LINE = TessPageIteratorLevel.RIL_TEXTLINE;
    private static final double CONFIDENCE_OF_SIGNS = 0.6;
    private static final int MINIMUM_HEIGHT = 4;

    private final String models;
    private final TessBaseAPI api;

    TesseractHandle(Path tessdata, List<String> models) {
        for (String model : models) {
            if (!Files.isRegularFile(tessdata.resolve(model + ".traineddata"))) {
                throw new OcrFailed("no recognition model " + model + " in " + tessdata);
            }
        }
        this.models = String.join("+", models);
        api = TessAPI1.TessBaseAPICreate();
        int failed = TessAPI1.TessBaseAPIInit2(api, tessdata.toString(), this.models, TessOcrEngineMode.OEM_LSTM_ONLY);
        if (failed != 0) {
            TessAPI1.TessBaseAPIDelete(api);
            throw new OcrFailed("cannot load recognition models " + this.models);
        }
        set("debug_file", "/dev/null");
    }

    Recognition recognise(Picture page, OcrEngine.Request request) {
        set("thresholding_method", request.threshold() == OcrEngine.Threshold.LOCAL ? "2" : "0");
        TessAPI1.TessBaseAPISetPageSegMode(
                api,
                switch (request.layout()) {
                    case PAGE -> TessPageSegMode.PSM_AUTO;
                    case BLOCK -> TessPageSegMode.PSM_SINGLE_BLOCK;
                    case LINE -> TessPageSegMode.PSM_SINGLE_LINE;
                });
        TessAPI1.TessBaseAPISetImage2(api, page.pix());
        try {
            boolean complete = run(request.limit());
            return new Recognition(words(), complete);
        } finally {
            TessAPI1.TessBaseAPIClear(api);
        }
    }

    private boolean run(Duration limit) {
        ETEXT_DESC monitor = TessAPI1.TessMonitorCreate();
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            TessAPI1.TessMonitorSetDeadlineMSecs(monitor, (int) Math.min(limit.toMillis(), Integer.MAX_VALUE));
            int failed = TessAPI1.TessBaseAPIRecognize(api, monitor);
            boolean inTime = System.nanoTime() < deadline;
            if (failed != 0 && inTime) {
                throw new OcrFailed("recognition with " + models + " failed");
            }
            return inTime;
        } finally {
            TessAPI1.TessMonitorDelete(monitor);
        }
    }

    private List<Word> words() {
        TessResultIterator results = TessAPI1.TessBaseAPIGetIterator(api);
        if (results == null) {
            return List.of();
        }
        try {
            return words(results);
        } finally {
            TessAPI1.TessResultIteratorDelete(results);
        }
    }

    private static List<Word> words(TessResultIterator results) {
        List<Word> words = new ArrayList<>();
        TessPageIterator place = TessAPI1.TessResultIteratorGetPageIterator(results);
        IntBuffer left = IntBuffer.allocate(1);
        IntBuffer top = IntBuffer.allocate(1);
        IntBuffer right = IntBuffer.allocate(1);
        IntBuffer bottom = IntBuffer.allocate(1);
        int line = 0;
        boolean lineHasWords = true;
        do {
            if (TessAPI1.TessPageIteratorIsAtBeginningOf(place, LINE) != 0 && lineHasWords) {
                line++;
                lineHasWords = false;
            }
            String text = text(results);
            if (text.isEmpty() || TessAPI1.TessPageIteratorBoundingBox(place, WORD, left, top, right, bottom) == 0) {
                continue;
            }
            Word word = new Word(
                    text,
                    left.get(0),
                    top.get(0),
                    right.get(0) - left.get(0),
                    bottom.get(0) - top.get(0),
                    line,
                    Math.clamp(TessAPI1.TessResultIteratorConfidence(results, WORD) / 100.0, 0, 1));
            if (!isDirt(word)) {
                lineHasWords = true;
                words.add(word);
            }
        } while (TessAPI1.TessPageIteratorNext(place, WORD) != 0);
        return words;
    }

    /** A speck, or a piece of a ruled line, that passed for a sign. */
    private static boolean isDirt(Word word) {
        boolean sign = word.text().codePoints().noneMatch(Character::isLetterOrDigit);
        boolean flat = word.height() <= MINIMUM_HEIGHT;
        boolean hasDash = word.text().chars().anyMatch(c -> Character.getType(c) == Character.DASH_PUNCTUATION);
        return (sign && word.confidence() < CONFIDENCE_OF_SIGNS) || (flat && !hasDash && word.confidence() < 0.9);
    }

    private static String text(TessResultIterator results) {
        Pointer text = TessAPI1.TessResultIteratorGetUTF8Text(results, WORD);
        if (text == null) {
            return "";
        }
        try {
            return Normalizer.normalize(text.getString(0, "UTF-8").strip(), Normalizer.Form.NFC);
        } finally {
            TessAPI1.TessDeleteText(text);
        }
    }

    private void set(String variable, String value) {
        if (TessAPI1.TessBaseAPISetVariable(api, variable, value) == 0) {
            throw new OcrFailed("unknown setting of Tesseract: " + variable);
        }
    }

    @Override
    public void close() {
        TessAPI1.TessBaseAPIEnd(api);
        TessAPI1.TessBaseAPIDelete(api);
    }
}
