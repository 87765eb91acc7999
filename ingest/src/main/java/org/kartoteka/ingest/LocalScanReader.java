package org.kartoteka.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.kartoteka.ingest.ComposeResult.Composed;
import org.kartoteka.ingest.PageResult.PageFailed;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.classify.TypeClassifier;
import org.kartoteka.ingest.detect.FileExaminer;
import org.kartoteka.ingest.image.Sheet;
import org.kartoteka.ingest.image.UnreadableImage;
import org.kartoteka.ingest.language.LanguageIdentifier;
import org.kartoteka.ingest.meaning.DocumentMeaning;
import org.kartoteka.ingest.ocr.BornDigitalReader;
import org.kartoteka.ingest.ocr.OcrEngine;
import org.kartoteka.ingest.ocr.OcrFailed;
import org.kartoteka.ingest.ocr.PageRecogniser;
import org.kartoteka.ingest.ocr.TesseractEngine;
import org.kartoteka.ingest.ocr.TextLanguage;
import org.kartoteka.ingest.page.PageContent;
import org.kartoteka.ingest.page.PageContents;
import org.kartoteka.ingest.pdf.SearchablePdf;

/**
 * Reads scans in this process, one page at a time.
 *
 * <p>Native code works on the bytes given: a hostile file can take the process down or fill its memory. Files from outside
 * belong to a {@code WorkerPool}, whose workers run this.
 */
public final class LocalScanReader implements ScanReader {
    private static final Duration PAGE_LIMIT = Duration.ofSeconds(90);

    private final ReadingSettings settings;
    private final Recipe recipe;
    private final OcrEngine engine;
    private final PageRecogniser recogniser;
    private final BornDigitalReader bornDigital;
    private final FileExaminer examiner;
    private final DocumentMeaning meaning;
    private final SearchablePdf searchablePdf;
    private final ReentrantLock turn = new ReentrantLock(true);

    LocalScanReader(ReadingSettings settings, OcrEngine engine, TextLanguage textLanguage) {
        this.settings = settings;
        this.engine = engine;
        this.recogniser = new PageRecogniser(engine, textLanguage, settings.languages(), PAGE_LIMIT);
        this.bornDigital = new BornDigitalReader(textLanguage, settings.languages());
        this.examiner = new FileExaminer(settings.limits());
        this.meaning = DocumentMeaning.load(settings.modelsFolder());
        this.searchablePdf = new SearchablePdf(
                (file, mediaType, pageNumber) -> PageContents.open(file, mediaType, pageNumber, settings.limits()));
        this.recipe = Recipe.of(settings, engine.version());
    }

    /**
     * Opens a reader with Tesseract.
     *
     * @throws java.io.UncheckedIOException if models are missing
     */
    public static LocalScanReader open(ReadingSettings settings) {
        LanguageIdentifier identifier = LanguageIdentifier.load(settings.modelsFolder());
        TextLanguage textLanguage = (text, allowed, hint) -> {
            LanguageIdentifier.Identified found = identifier.identify(text, allowed, hint);
            return new TextLanguage.Guess(found.language(), found.score());
        };
        return new LocalScanReader(
                settings, new TesseractEngine(settings.modelsFolder().resolve("tessdata")), textLanguage);
    }

    @Override
    public ExamineResult examine(ExamineRequest request) {
        return examiner.examine(request);
    }

    @Override
    public PageResult readPage(PageRequest request) {
        turn.lock();
        try {
            PageContent content =
                    PageContents.open(request.file(), request.mediaType(), request.pageNumber(), settings.limits());
            return switch (content) {
                case PageContent.Unreadable unreadable -> new PageFailed(unreadable.refusal());
                case PageContent.BornDigital digital ->
                    finish(bornDigital.read(digital, request.hints()), request.imageTarget());
                case PageContent.Drawn drawn -> recognise(Sheet.of(drawn.raster()), request);
                case PageContent.EncodedImage image ->
                    recognise(Sheet.of(image, settings.limits().pixelsPerPageMax()), request);
            };
        } catch (UnreadableImage e) {
            return new PageFailed(e.refusal());
        } catch (OcrFailed e) {
            return new PageFailed(Refusal.of(Refusal.Code.ENGINE_FAILED));
        } finally {
            turn.unlock();
        }
    }

    private PageResult recognise(Sheet fresh, PageRequest request) {
        try (Sheet sheet = fresh) {
            return finish(recogniser.read(sheet, request.hints()), request.imageTarget());
        }
    }

    private PageResult finish(PageRecogniser.Outcome outcome, Path target) {
        if (outcome.result() instanceof PageRead page
                && page.text().length() > settings.limits().textLengthMax()) {
            return new PageFailed(new Refusal(
                    Refusal.Code.EXPANDS_TOO_FAR,
                    Map.of(
                            "limit", Integer.toString(settings.limits().textLengthMax()),
                            "found", Integer.toString(page.text().length()))));
        }
        try {
            if (outcome.image().isPresent()) {
                Files.write(target, outcome.image().get().bytes());
            }
        } catch (IOException e) {
            return new PageFailed(Refusal.of(Refusal.Code.READER_UNAVAILABLE));
        }
        return outcome.result();
    }

    @Override
    public ComposeResult compose(ComposeRequest request) {
        DocumentMeaning.Understood understood =
                meaning.understand(request.pages(), request.hints(), request.received(), request.typeModel());
        TypeClassifier.Classified type = understood.type();
        Optional<Refusal> pdfFailure = searchablePdf.write(request);
        return new Composed(
                type.type(),
                type.score(),
                type.candidates(),
                type.words(),
                understood.typeModel(),
                understood.fields(),
                pdfFailure);
    }

    @Override
    public String recipe() {
        return recipe.id();
    }

    @Override
    public Provenance provenance() {
        return recipe.provenance();
    }

    @Override
    public void close() {
        turn.lock();
        try {
            engine.close();
        } finally {
            turn.unlock();
        }
    }
}
