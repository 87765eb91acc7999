package org.kartoteka.ingest.ocr;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageFailed;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.PageResult.TickBox;
import org.kartoteka.ingest.PageResult.Word;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.image.BlockMeanHash;
import org.kartoteka.ingest.image.FormLines;
import org.kartoteka.ingest.image.PageLook;
import org.kartoteka.ingest.image.Picture;
import org.kartoteka.ingest.image.Placing;
import org.kartoteka.ingest.image.SeparatorReader;
import org.kartoteka.ingest.image.Sheet;
import org.kartoteka.ingest.layout.ReadingOrder;
import org.kartoteka.ingest.ocr.OcrEngine.Threshold;

/**
 * Reads the sheet of one page: blank or separator, which way up, which language, and its words.
 *
 * <p>Used by one thread at a time.
 */
public final class PageRecogniser {
    /** Paper lit less evenly than this was photographed. */
    private static final double SHADE_OF_PHOTO = 0.3;
    /** Read worse than this, a page is tried again with its background evened. */
    private static final double CONFIDENCE_POOR = 0.72;
    /** Leaning less than this, a page is not straightened: the engine copes. */
    private static final double SKEW_MIN = 0.25;

    /** How many times better a page must read mirrored to be taken for the back of another. */
    private static final double MUCH_MORE = 2;

    private static final double LANGUAGE_CERTAIN = 0.95;
    private static final int LETTERS_TO_DOUBT_LANGUAGE = 120;

    private final OcrEngine engine;
    private final TextLanguage textLanguage;
    private final List<String> languages;
    private final Duration limit;
    private final Scout scout;
    private final Optional<LatinWords> latin;

    /**
     * @param languages allowed ones, ISO 639-1
     * @param limit for the recognition of one page
     */
    public PageRecogniser(OcrEngine engine, TextLanguage textLanguage, List<String> languages, Duration limit) {
        this.engine = engine;
        this.textLanguage = textLanguage;
        this.languages = List.copyOf(languages);
        this.limit = limit;
        this.scout = new Scout(engine, textLanguage, this.languages);
        this.latin = Scout.latin(this.languages).map(language -> new LatinWords(engine, Scout.model(language)));
    }

    /** What was read, with the page image it belongs to. */
    public record Outcome(PageResult result, Optional<Sheet.PageImage> image) {}

    /** Reads a sheet, which afterwards stands upright. */
    public Outcome read(Sheet sheet, Hints hints) {
        boolean blackAndWhite = sheet.blackAndWhite();
        PageLook look = PageLook.at(sheet.work(), Sheet.WORK_DPI);
        if (look.empty()) {
            return outcome(sheet, blackAndWhite, empty(look, "blank", true, List.of()));
        }
        if (look.shade() > SHADE_OF_PHOTO) {
            sheet.flatten();
            look = PageLook.at(sheet.work(), Sheet.WORK_DPI);
        }
        List<String> codes = SeparatorReader.mayHaveCode(look) ? SeparatorReader.read(sheet.work(), look) : List.of();
        if (codes.stream().anyMatch(SeparatorReader::separates)) {
            return outcome(sheet, blackAndWhite, empty(look, "recognised", false, codes));
        }
        Upright upright = rightWayUp(sheet, look, hints.language());
        try (Picture standing = upright.straight.orElseGet(() -> straightened(sheet.work(), upright.look));
                FormLines.Cleared cleared = FormLines.clear(standing)) {
            Picture straight = cleared.picture();
            straight.setDpi(Sheet.WORK_DPI);
            Attempt attempt = recognise(straight, upright, hints.language());
            if (!attempt.recognition.complete()) {
                Refusal refusal =
                        new Refusal(Refusal.Code.TIME_LIMIT, Map.of("limit", Long.toString(limit.toSeconds())));
                return new Outcome(new PageFailed(refusal), Optional.empty());
            }
            if (shinesThrough(straight, upright.look, attempt)) {
                return outcome(sheet, blackAndWhite, empty(upright.look, "blank", true, codes));
            }
            Seen seen = new Seen(cleared, codes, BlockMeanHash.of(straight, Sheet.WORK_DPI));
            return outcome(sheet, blackAndWhite, page(sheet, upright.look, attempt, seen));
        }
    }

    /**
     * @param look at the sheet as it stands now
     * @param straight the sheet without its lean, where that was found on the way; the caller's to close
     */
    private record Upright(PageLook look, List<String> models, Optional<Picture> straight) {}

    /** A recognition, and the language its text is in. */
    private record Attempt(Recognition recognition, TextLanguage.Guess language) {
        double weight() {
            return Scout.weight(recognition);
        }
    }

    private Upright rightWayUp(Sheet sheet, PageLook first, Optional<String> hint) {
        PageLook look = first;
        if (first.linesRunDown()) {
            sheet.turn(90);
            look = PageLook.at(sheet.work(), Sheet.WORK_DPI);
        }
        Picture straight = straightened(sheet.work(), look);
        boolean stays = false;
        try {
            Scout.Report report = scout.explore(straight, look, hint);
            stays = report.turnDegrees() == 0;
            // Turned about, a page leans as before: the look stays true but for its strips, which have served.
            sheet.turn(report.turnDegrees());
            return new Upright(look, report.models(), stays ? Optional.of(straight) : Optional.empty());
        } finally {
            if (!stays) {
                straight.close();
            }
        }
    }

    private static Picture straightened(Picture work, PageLook look) {
        if (Math.abs(look.skewDegrees()) < SKEW_MIN) {
            return work.copy();
        }
        try (Picture grey = work.grey()) {
            Picture straight = grey.rotate(-look.skewDegrees());
            straight.setDpi(Sheet.WORK_DPI);
            return straight;
        }
    }

    private Attempt recognise(Picture straight, Upright upright, Optional<String> hint) {
        boolean photo = upright.look.shade() > SHADE_OF_PHOTO;
        Threshold threshold = photo ? Threshold.LOCAL : Threshold.GLOBAL;
        Attempt attempt = attempt(straight, upright.models, threshold, hint);
        String model = attempt.language.score() > LANGUAGE_CERTAIN ? Scout.model(attempt.language.language()) : "";
        boolean doubtful = attempt.recognition.lettersReadWith(0.5) >= LETTERS_TO_DOUBT_LANGUAGE
                && !model.isEmpty()
                && !upright.models.contains(model);
        if (doubtful) {
            attempt = better(attempt, attempt(straight, List.of(model), threshold, hint));
        }
        if (attempt.recognition.complete()
                && straight.depth() != 1
                && attempt.recognition.confidence() < CONFIDENCE_POOR) {
            List<String> models = doubtful ? List.of(model) : upright.models;
            try (Picture even = straight.evenBackground()) {
                even.setDpi(Sheet.WORK_DPI);
                attempt = better(attempt, attempt(even, models, Threshold.LOCAL, hint));
            }
        }
        return latin.isPresent() && Scout.isCyrillic(attempt.language.language())
                ? new Attempt(latin.get().reread(straight, attempt.recognition), attempt.language)
                : attempt;
    }

    private static Attempt better(Attempt one, Attempt other) {
        return other.recognition.complete() && other.weight() > one.weight() ? other : one;
    }

    private Attempt attempt(Picture picture, List<String> models, Threshold threshold, Optional<String> hint) {
        Recognition recognition =
                engine.recognise(picture, new OcrEngine.Request(models, OcrEngine.Layout.PAGE, threshold, limit));
        Recognition inOrder =
                new Recognition(Scraps.without(ReadingOrder.arrange(recognition.words())), recognition.complete());
        return new Attempt(inOrder, textLanguage.identify(inOrder.text(), languages, hint));
    }

    /**
     * Whether all that is on the page is the print of the other side. Pale alone proves nothing (a pencil is pale): it must
     * read much better mirrored.
     */
    private boolean shinesThrough(Picture straight, PageLook look, Attempt attempt) {
        if (look.strongTextBlots() > 0
                || look.strongOtherBlots() > 0
                || attempt.recognition.confidence() > CONFIDENCE_POOR) {
            return false;
        }
        // What was found in mirrored letters may have turned the page the wrong way up.
        return readsBetterMirrored(straight, 0, attempt) || readsBetterMirrored(straight, 180, attempt);
    }

    private boolean readsBetterMirrored(Picture straight, int turn, Attempt attempt) {
        try (Picture turned = straight.turn(turn);
                Picture mirrored = turned.mirrored()) {
            mirrored.setDpi(Sheet.WORK_DPI);
            List<String> all = languages.stream().map(Scout::model).toList();
            Attempt other = attempt(mirrored, all, Threshold.GLOBAL, Optional.empty());
            return other.recognition.complete()
                    && other.recognition.confidence() > CONFIDENCE_POOR
                    && other.weight() > MUCH_MORE * attempt.weight();
        }
    }

    /** What is on a page besides words. */
    private record Seen(FormLines.Cleared cleared, List<String> codes, String imageHash) {}

    private static PageRead page(Sheet sheet, PageLook look, Attempt attempt, Seen seen) {
        Placing placing = sheet.placing(Math.abs(look.skewDegrees()) < SKEW_MIN ? 0 : look.skewDegrees());
        Handwriting.Apart apart = Handwriting.takeFrom(seen.cleared, attempt.recognition.words());
        Recognition recognition = new Recognition(apart.words(), true);
        List<Word> words = recognition.words().stream().map(placing::place).toList();
        List<TickBox> ticks = TickLabels.of(seen.cleared.boxes(), attempt.recognition.words());
        return new PageRead(
                "recognised",
                attempt.language.language(),
                attempt.language.score(),
                sheet.turnDegrees(),
                look.skewDegrees(),
                false,
                false,
                look.inkRatio(),
                sheet.viewWidth(),
                sheet.viewHeight(),
                recognition.confidence(),
                recognition.text(),
                words,
                seen.codes,
                ticks.stream().map(placing::place).toList(),
                apart.overlays().stream().map(placing::place).toList(),
                "",
                seen.imageHash);
    }

    private static PageRead empty(PageLook look, String method, boolean blank, List<String> codes) {
        return new PageRead(
                method, "und", 0, 0, 0, blank, !blank, look.inkRatio(), 0, 0, 0, "", List.of(), codes, List.of(), "");
    }

    private static Outcome outcome(Sheet sheet, boolean blackAndWhite, PageRead page) {
        Sheet.PageImage image = sheet.pageImage(blackAndWhite);
        PageRead complete = new PageRead(
                page.method(),
                page.language(),
                page.languageScore(),
                sheet.turnDegrees(),
                page.skewDegrees(),
                page.blank(),
                page.separator(),
                page.inkRatio(),
                image.width(),
                image.height(),
                page.confidence(),
                page.text(),
                page.words(),
                page.barcodes(),
                page.tickBoxes(),
                page.overlays(),
                image.mediaType(),
                page.imageHash());
        return new Outcome(complete, Optional.of(image));
    }
}
