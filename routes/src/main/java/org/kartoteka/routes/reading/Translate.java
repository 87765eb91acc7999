package org.kartoteka.routes.reading;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.reason.Reason;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.Provenance;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.split.Divider;

/** Between the words of ingest and those of the archive, which do not know each other. */
public final class Translate {
    private static final String PROGRAM = "kartoteka";

    private Translate() {}

    static Hints hints(Map<String, String> hints) {
        return new Hints(
                Optional.ofNullable(hints.get("language")),
                Optional.ofNullable(hints.get("type")),
                Optional.ofNullable(hints.get("case")));
    }

    /** Categories that ask for another try have no reason: they never reach the archive. */
    static Reason reason(Refusal refusal) {
        return new Reason(code(refusal.code()), refusal.details());
    }

    private static Reason.Code code(Refusal.Code code) {
        return switch (code) {
            case UNSUPPORTED_TYPE -> Reason.Code.UNSUPPORTED_TYPE;
            case ENCRYPTED -> Reason.Code.ENCRYPTED;
            case DAMAGED -> Reason.Code.DAMAGED;
            case EMPTY_FILE -> Reason.Code.EMPTY_FILE;
            case TOO_LARGE -> Reason.Code.TOO_LARGE;
            case TOO_MANY_PAGES -> Reason.Code.TOO_MANY_PAGES;
            case TOO_MANY_PIXELS -> Reason.Code.TOO_MANY_PIXELS;
            case TOO_DEEP -> Reason.Code.TOO_DEEP;
            case EXPANDS_TOO_FAR -> Reason.Code.EXPANDS_TOO_FAR;
            case NO_PAGES -> Reason.Code.NO_PAGES;
            case TIME_LIMIT -> Reason.Code.TIME_LIMIT;
            case MEMORY_LIMIT -> Reason.Code.MEMORY_LIMIT;
            case ENGINE_FAILED -> Reason.Code.ENGINE_FAILED;
            case READER_UNAVAILABLE -> throw new IllegalArgumentException("to be tried again, not recorded: " + code);
        };
    }

    static Provenance provenance(ScanReader reader) {
        org.kartoteka.ingest.Provenance p = reader.provenance();
        return new Provenance(PROGRAM, p.engine(), p.models(), p.settings());
    }

    /** What divides batches. */
    static Provenance provenance(Divider.Settings settings) {
        return new Provenance(PROGRAM, Divider.NAME, Map.of(), settings.named());
    }

    static PageText pageText(int number, PageResult.PageRead read, Optional<RenditionRef> image, Provenance made) {
        return new PageText(
                number,
                read.method(),
                read.language(),
                read.languageScore(),
                read.rotationDegrees(),
                read.skewDegrees(),
                read.blank(),
                read.separator(),
                read.inkRatio(),
                read.widthPixels(),
                read.heightPixels(),
                read.confidence(),
                read.text(),
                words(read.words()),
                read.barcodes(),
                read.tickBoxes().stream()
                        .map(b -> new PageText.TickBox(b.label(), b.ticked(), b.x(), b.y(), b.width(), b.height()))
                        .toList(),
                read.overlays().stream().map(Translate::overlay).toList(),
                image,
                Optional.empty(),
                made,
                read.imageHash());
    }

    /** A page that could not be read. */
    static PageText failedPage(int number, Refusal refusal, Provenance made) {
        return new PageText(
                number,
                "failed",
                "und",
                0,
                0,
                0,
                false,
                false,
                0,
                0,
                0,
                0,
                "",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(reason(refusal)),
                made);
    }

    /** What the reader had said of a stored page. */
    public static PageResult pageResult(PageText page) {
        if (page.failure().isPresent()) {
            Reason reason = page.failure().get();
            return new PageResult.PageFailed(
                    new Refusal(Refusal.Code.valueOf(reason.code().name()), reason.details()));
        }
        return new PageResult.PageRead(
                page.method(),
                page.language(),
                page.languageScore(),
                page.rotationDegrees(),
                page.skewDegrees(),
                page.blank(),
                page.separator(),
                page.inkRatio(),
                page.widthPixels(),
                page.heightPixels(),
                page.confidence(),
                page.text(),
                readWords(page.words()),
                page.barcodes(),
                page.tickBoxes().stream()
                        .map(b -> new PageResult.TickBox(b.label(), b.ticked(), b.x(), b.y(), b.width(), b.height()))
                        .toList(),
                page.overlays().stream().map(Translate::overlay).toList(),
                page.image().map(RenditionRef::mediaType).orElse(""),
                page.imageHash());
    }

    private static PageText.Overlay overlay(PageResult.Overlay o) {
        return new PageText.Overlay(
                o.kind().name().toLowerCase(Locale.ROOT), words(o.words()), o.x(), o.y(), o.width(), o.height());
    }

    private static PageResult.Overlay overlay(PageText.Overlay o) {
        return new PageResult.Overlay(
                PageResult.Overlay.Kind.valueOf(o.kind().toUpperCase(Locale.ROOT)),
                readWords(o.words()),
                o.x(),
                o.y(),
                o.width(),
                o.height());
    }

    private static List<PageResult.Word> readWords(List<PageText.Word> words) {
        return words.stream()
                .map(w -> new PageResult.Word(w.text(), w.x(), w.y(), w.width(), w.height(), w.line(), w.confidence()))
                .toList();
    }

    static List<PageText.Word> words(List<PageResult.Word> words) {
        return words.stream()
                .map(w -> new PageText.Word(w.text(), w.x(), w.y(), w.width(), w.height(), w.line(), w.confidence()))
                .toList();
    }

    /** The page but for its text and words. */
    static PageText withoutWords(PageText page) {
        return withoutWords(page, "");
    }

    /** The page but for its words, with this text. */
    static PageText withoutWords(PageText page, String text) {
        return new PageText(
                page.pageNumber(),
                page.method(),
                page.language(),
                page.languageScore(),
                page.rotationDegrees(),
                page.skewDegrees(),
                page.blank(),
                page.separator(),
                page.inkRatio(),
                page.widthPixels(),
                page.heightPixels(),
                page.confidence(),
                text,
                List.of(),
                page.barcodes(),
                List.of(),
                List.of(),
                page.image(),
                page.failure(),
                page.provenance(),
                page.imageHash());
    }
}
