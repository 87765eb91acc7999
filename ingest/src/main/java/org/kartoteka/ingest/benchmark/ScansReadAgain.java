package org.kartoteka.ingest.benchmark;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.ReadingSettings;
import org.kartoteka.ingest.image.Picture;
import org.kartoteka.ingest.image.Sheet;
import org.kartoteka.ingest.image.UnreadableImage;
import org.kartoteka.ingest.page.PageContent;
import org.kartoteka.ingest.page.PageContents;
import org.kartoteka.ingest.worker.WorkerPool;
import org.kartoteka.ingest.worker.WorkerSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads scans, and the copies of them that other scanners would have made: what recognises a sheet again is measured on these. */
public final class ScansReadAgain implements AutoCloseable {
    private static final String TRUTH = ".truth.json";
    private static final double POINTS_PER_INCH = 72;
    private static final List<String> LANGUAGES = List.of("lv", "lt", "cs", "ru", "kk", "en");

    private final Path scratch;
    private final int workers;
    private final WorkerPool pool;

    /**
     * A file and what was read on its pages.
     *
     * @param sheets name of the file that holds the same sheets, itself where there is none before it
     * @param copy by what treatment it was made; {@code scanned} for the file itself
     */
    public record ReadScan(String name, String sheets, String copy, List<PageResult> pages) {
        public ReadScan {
            pages = List.copyOf(pages);
        }
    }

    private record Source(Path file, String sheets) {}

    private record Opened(Path file, String mediaType, int pages) {}

    private ScansReadAgain(Path scratch, int workers, WorkerPool pool) {
        this.scratch = scratch;
        this.workers = workers;
        this.pool = pool;
    }

    /** Starts worker processes; {@code scratch} is an empty folder for copies. */
    public static ScansReadAgain open(Path modelsFolder, Path scratch, int workers) {
        ReadingSettings settings =
                new ReadingSettings(modelsFolder.toAbsolutePath(), LANGUAGES, ReadingSettings.Limits.DEFAULT);
        return new ScansReadAgain(
                scratch,
                workers,
                WorkerPool.open(WorkerSettings.ofCount(workers), settings, scratch.resolve("workers")));
    }

    /**
     * Every scan of the folder that has {@code NAME.truth.json} beside it, but for exact duplicates and mails, and its copies
     * by every treatment.
     */
    public List<ReadScan> read(Path folder, PrintStream progress) throws IOException {
        List<Callable<ReadScan>> calls = new ArrayList<>();
        for (Source source : sources(folder)) {
            String name = source.file.getFileName().toString();
            Opened opened = examine(source.file);
            calls.add(() -> read(name, source.sheets, "scanned", opened));
            for (Treatment treatment : Treatment.values()) {
                calls.add(() -> {
                    Path copy = scratch.resolve(name + "." + treatment.label() + ".pdf");
                    print(opened, treatment, copy);
                    ReadScan read =
                            read(name + " " + treatment.label(), source.sheets, treatment.label(), examine(copy));
                    Files.delete(copy);
                    return read;
                });
            }
        }
        progress.println(calls.size() + " files to read");
        return all(calls);
    }

    private static List<Source> sources(Path folder) throws IOException {
        List<Path> truths;
        try (var files = Files.list(folder)) {
            truths = files.filter(file -> file.toString().endsWith(TRUTH))
                    .sorted()
                    .toList();
        }
        List<Source> sources = new ArrayList<>();
        for (Path truth : truths) {
            JsonNode node = new JsonMapper().readTree(Files.readAllBytes(truth));
            String name = node.get("file").asString();
            boolean mail = node.path("format").asString("").equals("eml");
            if (!node.has("duplicateOf") && !mail && Files.isRegularFile(folder.resolve(name))) {
                sources.add(new Source(
                        folder.resolve(name), node.path("nearDuplicateOf").asString(name)));
            }
        }
        return sources;
    }

    private Opened examine(Path file) throws IOException {
        Path work = Files.createDirectories(scratch.resolve("work-" + file.getFileName()));
        ExamineResult result =
                pool.examine(new ExamineRequest(file, file.getFileName().toString(), work));
        if (!(result instanceof ExamineResult.Examined examined)) {
            throw new IOException("cannot examine " + file.getFileName() + ": " + result);
        }
        ExamineResult.Part part = examined.parts().getFirst();
        return new Opened(part.file(), part.mediaType(), part.pageCount());
    }

    private ReadScan read(String name, String sheets, String copy, Opened opened) {
        List<PageResult> pages = new ArrayList<>();
        for (int page = 1; page <= opened.pages; page++) {
            pages.add(pool.readPage(new PageRequest(
                    opened.file,
                    opened.mediaType,
                    page,
                    Hints.NONE,
                    scratch.resolve("image-" + Thread.currentThread().threadId()))));
        }
        return new ReadScan(name, sheets, copy, pages);
    }

    /** Writes a PDF of the pages as the treatment leaves them. */
    private static void print(Opened opened, Treatment treatment, Path target) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            for (int page = 1; page <= opened.pages; page++) {
                BufferedImage spoilt = treatment.of(
                        grey(opened, page),
                        Sheet.WORK_DPI,
                        31L * target.getFileName().hashCode() + page);
                double scale = POINTS_PER_INCH / treatment.dpi(Sheet.WORK_DPI);
                float width = (float) (spoilt.getWidth() * scale);
                float height = (float) (spoilt.getHeight() * scale);
                PDPage printed = new PDPage(new PDRectangle(width, height));
                pdf.addPage(printed);
                PDImageXObject image = treatment.jpegQuality() == 0
                        ? CCITTFactory.createFromImage(pdf, spoilt)
                        : JPEGFactory.createFromImage(pdf, spoilt, treatment.jpegQuality());
                try (PDPageContentStream content = new PDPageContentStream(pdf, printed)) {
                    content.drawImage(image, 0, 0, width, height);
                }
            }
            pdf.save(target.toFile());
        }
    }

    private static BufferedImage grey(Opened opened, int page) throws IOException {
        ReadingSettings.Limits limits = ReadingSettings.Limits.DEFAULT;
        PageContent content = PageContents.open(opened.file, opened.mediaType, page, limits);
        try (Sheet sheet = switch (content) {
                    case PageContent.EncodedImage image -> Sheet.of(image, limits.pixelsPerPageMax());
                    case PageContent.Drawn drawn -> Sheet.of(drawn.raster());
                    case PageContent.BornDigital digital -> Sheet.of(digital.raster());
                    case PageContent.Unreadable unreadable -> throw new IOException(unreadable.toString());
                };
                Picture grey = sheet.work().grey()) {
            BufferedImage image = new BufferedImage(grey.width(), grey.height(), BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setDataElements(0, 0, grey.width(), grey.height(), grey.greyBytes());
            return image;
        } catch (UnreadableImage e) {
            throw new IOException(e);
        }
    }

    private List<ReadScan> all(List<Callable<ReadScan>> calls) throws IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<ReadScan> results = new ArrayList<>();
            for (Future<ReadScan> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading scans", e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(e.getCause()));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
