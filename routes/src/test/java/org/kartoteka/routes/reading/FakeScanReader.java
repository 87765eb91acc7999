package org.kartoteka.routes.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ExamineResult.Part;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.ScanReader;

/**
 * Reads files whose text says what is in them: {@code pages=3}, {@code refuse=ENCRYPTED}, {@code poison=2} (that page
 * fails; with {@code failure=DAMAGED} for that reason), {@code separator=2}, {@code blank=3,4}, {@code label=F} (of its pages, {@code page } without), {@code numbers=1,3} (printed on them), {@code case=L-1-2} (a field), {@code code=case%L-9-9} (on separators; {@code separator2} and
 * {@code code2} are of another),
 * {@code attachments=2}, {@code score=0.3}, {@code confidence=0.2}, {@code words=9} (on each page), {@code bad=1} (an attachment that cannot be read).
 */
public final class FakeScanReader implements ScanReader {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

    /** Pages read, as {@code part/page}, in the order they were begun. */
    public final List<String> pagesRead = new CopyOnWriteArrayList<>();

    public final AtomicInteger composed = new AtomicInteger();
    public final AtomicInteger atOnceMax = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger awayExaminations = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean broken;
    private volatile boolean cured;

    /** The pool is gone for so many examinations. */
    public void awayForExaminations(int count) {
        awayExaminations.set(count);
    }

    /** The pool is gone, or is back. */
    public void away(boolean yes) {
        away = yes;
    }

    /** Poison harms no more, and nothing is refused. */
    public void cure() {
        cured = true;
    }

    /** Documents cannot be understood, or can. */
    public void broken(boolean yes) {
        broken = yes;
    }

    @Override
    public ExamineResult examine(ExamineRequest request) {
        if (away || awayExaminations.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            return new ExamineResult.Refused(Refusal.of(Refusal.Code.READER_UNAVAILABLE));
        }
        String script = script(request.file());
        Optional<String> refuse = value(script, "refuse");
        if (refuse.isPresent() && !cured) {
            return new ExamineResult.Refused(Refusal.of(Refusal.Code.valueOf(refuse.get())));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(
                0, request.file(), request.fileName(), "application/pdf", number(script, "pages"), Optional.empty()));
        for (int i = 1; i <= number(script, "attachments"); i++) {
            Path file = request.workFolder().resolve("attachment-" + i);
            write(file, ("attachment " + i).getBytes(StandardCharsets.UTF_8));
            boolean bad = number(script, "bad") == i;
            parts.add(new Part(
                    i,
                    file,
                    "attachment",
                    "application/pdf",
                    bad ? 0 : 1,
                    bad ? Optional.of(Refusal.of(Refusal.Code.ENCRYPTED)) : Optional.empty()));
        }
        return new ExamineResult.Examined("application/pdf", parts);
    }

    @Override
    public PageResult readPage(PageRequest request) {
        atOnceMax.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            return readNow(request);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private PageResult readNow(PageRequest request) {
        if (away) {
            return new PageResult.PageFailed(Refusal.of(Refusal.Code.READER_UNAVAILABLE));
        }
        String script = script(request.file());
        pagesRead.add(request.file().getFileName() + "/" + request.pageNumber());
        if (number(script, "poison") == request.pageNumber() && !cured) {
            return new PageResult.PageFailed(Refusal.of(
                    value(script, "failure").map(Refusal.Code::valueOf).orElse(Refusal.Code.TIME_LIMIT)));
        }
        boolean second = number(script, "separator2") == request.pageNumber();
        boolean separator = second || number(script, "separator") == request.pageNumber();
        boolean blank = value(script, "blank")
                .map(pages -> List.of(pages.split(",")).contains(Integer.toString(request.pageNumber())))
                .orElse(false);
        write(request.imageTarget(), JPEG);
        String text = blank || separator ? "" : text(script, request.pageNumber());
        return new PageResult.PageRead(
                blank ? "blank" : "recognised",
                text.isEmpty() ? "und" : request.hints().language().orElse("en"),
                1,
                0,
                0,
                blank,
                separator,
                0.1,
                100,
                200,
                value(script, "confidence").map(Double::parseDouble).orElse(0.9),
                text,
                text.isEmpty()
                        ? List.of()
                        : Collections.nCopies(
                                value(script, "words").map(Integer::parseInt).orElse(1),
                                new PageResult.Word(text, 1, 2, 3, 4, 1, 0.9)),
                separator
                        ? value(script, second ? "code2" : "code")
                                .map(code -> List.of(code.replace('%', '=')))
                                .orElse(List.of())
                        : List.of(),
                List.of(),
                "image/jpeg");
    }

    /** What is read on a page, and below it the number printed there. */
    private static String text(String script, int page) {
        String text = value(script, "label").orElse("page ") + page;
        return value(script, "numbers")
                .map(numbers -> text + "\n- " + numbers.split(",")[page - 1] + " -")
                .orElse(text);
    }

    @Override
    public ComposeResult compose(ComposeRequest request) {
        composed.incrementAndGet();
        if (away) {
            return new ComposeResult.ComposeFailed(Refusal.of(Refusal.Code.READER_UNAVAILABLE));
        }
        if (broken) {
            return new ComposeResult.ComposeFailed(Refusal.of(Refusal.Code.MEMORY_LIMIT));
        }
        String script = script(request.pages().get(0).file());
        write(request.pdfTarget(), "%PDF".getBytes(StandardCharsets.US_ASCII));
        List<ComposeResult.Field> fields = new ArrayList<>();
        value(script, "case")
                .ifPresent(reference -> fields.add(new ComposeResult.Field(
                        "caseReference",
                        reference,
                        reference,
                        request.pages().get(0).number(),
                        List.of(),
                        0.9)));
        double score = value(script, "score").map(Double::parseDouble).orElse(0.9);
        return new ComposeResult.Composed(
                "letter", score, Map.of("letter", score), List.of("sirs"), "", fields, Optional.empty());
    }

    @Override
    public String recipe() {
        return "abcdefghijkl";
    }

    @Override
    public Provenance provenance() {
        return new Provenance("fake 1", Map.of(), Map.of());
    }

    @Override
    public void close() {}

    private static String script(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> value(String script, String key) {
        Matcher matcher = Pattern.compile("\\b" + key + "=([^\\s]+)").matcher(script);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static int number(String script, String key) {
        return value(script, key).map(Integer::parseInt).orElse(0);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
