package org.kartoteka.ingest.ocr;

import java.util.List;
import java.util.Optional;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.image.PageLook;
import org.kartoteka.ingest.image.Sheet;
import org.kartoteka.ingest.page.PageContent.BornDigital;

/** Takes the text of a page that was born digital as it is, and makes its page image. */
public final class BornDigitalReader {
    private final TextLanguage textLanguage;
    private final List<String> languages;

    public BornDigitalReader(TextLanguage textLanguage, List<String> languages) {
        this.textLanguage = textLanguage;
        this.languages = List.copyOf(languages);
    }

    /** Reads the page; boxes are scaled from its raster to the page image. */
    public PageRecogniser.Outcome read(BornDigital page, Hints hints) {
        try (Sheet sheet = Sheet.of(page.raster())) {
            Sheet.PageImage image = sheet.pageImage(false);
            double scale = (double) image.width() / page.raster().width();
            List<Word> words =
                    page.words().stream().map(word -> scaled(word, scale)).toList();
            boolean blank = page.text().isBlank()
                    && PageLook.at(sheet.work(), Sheet.WORK_DPI).empty();
            TextLanguage.Guess guess = textLanguage.identify(page.text(), languages, hints.language());
            PageRead read = new PageRead(
                    blank ? "blank" : "text-layer",
                    guess.language(),
                    guess.score(),
                    0,
                    0,
                    blank,
                    false,
                    PageLook.at(sheet.work(), Sheet.WORK_DPI).inkRatio(),
                    image.width(),
                    image.height(),
                    blank ? 0 : 1,
                    page.text(),
                    words,
                    List.of(),
                    List.of(),
                    image.mediaType());
            return new PageRecogniser.Outcome(read, Optional.of(image));
        }
    }

    private static Word scaled(Word word, double scale) {
        int left = (int) Math.round(word.x() * scale);
        int top = (int) Math.round(word.y() * scale);
        int right = (int) Math.round((word.x() + word.width()) * scale);
        int bottom = (int) Math.round((word.y() + word.height()) * scale);
        return new Word(
                word.text(),
                left,
                top,
                Math.max(1, right - left),
                Math.max(1, bottom - top),
                word.line(),
                word.confidence());
    }
}
