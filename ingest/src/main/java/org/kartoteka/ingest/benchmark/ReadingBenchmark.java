package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.PageResult.PageRead;
import org.kartoteka.ingest.ReadingSettings;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.benchmark.BenchmarkPages.Task;
import org.kartoteka.ingest.benchmark.KnownScan.KnownDocument;
import org.kartoteka.ingest.split.Divider;
import org.kartoteka.ingest.worker.ResidentMemory;
import org.kartoteka.ingest.worker.WorkerPool;
import org.kartoteka.ingest.worker.WorkerSettings;

/**
 * Reads scans whose text is known, in worker processes, and beside them with {@code tesseract} and {@code ocrmypdf} where they are
 * installed; writes {@code reading.json} and {@code reading.md}.
 *
 * <p>The yardsticks get what they cannot find out by themselves: the right language, and pages that stand upright. All read with
 * the same number of processes, one after the other, and both wall time and processor time are compared. {@code ocrmypdf} gets the
 * pages of each language as one file.
 */
public final class ReadingBenchmark {
    private final Options options;
    private final PrintStream progress;
    private final BenchmarkReport report;
    private final Optional<ReadingDetails> details;

    /**
     * @param scans folder of scans, each with {@code NAME.truth.json}
     * @param modelsFolder the {@code ocr-models} folder
     * @param reportFolder for the two reports
     * @param workers processes at a time
     * @param every only every so many pages
     * @param yardstick whether to run the yardsticks as well
     * @param details folder for what was read beside what should have been, page by page
     */
    public record Options(
            Path scans,
            Path modelsFolder,
            Path reportFolder,
            int workers,
            int every,
            boolean yardstick,
            Optional<Path> details) {}

    private ReadingBenchmark(Options options, PrintStream progress) throws IOException {
        this.options = options;
        this.progress = progress;
        this.report = new BenchmarkReport(options.workers);
        this.details =
                options.details.isPresent() ? Optional.of(new ReadingDetails(options.details.get())) : Optional.empty();
    }

    /** Runs it and writes the reports. */
    public static void run(Options options, PrintStream progress) throws IOException {
        new ReadingBenchmark(options, progress).run();
    }

    private void run() throws IOException {
        Files.createDirectories(options.reportFolder);
        Path scratch = Files.createTempDirectory("kartoteka-benchmark-");
        List<String> languages = List.of("lv", "lt", "cs", "ru", "kk", "en");
        ReadingSettings settings =
                new ReadingSettings(options.modelsFolder.toAbsolutePath(), languages, ReadingSettings.Limits.DEFAULT);
        List<Task> tasks;
        try (WorkerPool pool =
                WorkerPool.open(WorkerSettings.ofCount(options.workers), settings, scratch.resolve("workers"))) {
            tasks = new ArrayList<>(BenchmarkPages.of(KnownScan.in(options.scans), pool, scratch, options.every));
            tasks.sort(Comparator.comparing(task -> task.scan().bornDigital()));
            warmUp(pool, tasks, scratch);
            report.recipe = pool.recipe() + " (" + pool.provenance().engine() + ")";
            ours(pool, tasks, scratch);
            report.workerMemoryMax = memoryMaxOfChildren();
            report.workerRestarts = pool.stats().restarts();
        }
        if (options.yardstick) {
            yardsticks(tasks, scratch);
        }
        report.write(options.reportFolder);
        report.print(progress);
    }

    /** Each worker reads the first page once, so that neither starting nor compiling is measured. */
    private void warmUp(ScanReader reader, List<Task> tasks, Path scratch) {
        List<Callable<PageResult>> calls = new ArrayList<>();
        for (int i = 0; i < 2 * options.workers && i < tasks.size(); i++) {
            calls.add(call(reader, tasks.get(i), scratch.resolve("warm-up-" + i)));
        }
        all(calls, options.workers);
    }

    private void ours(ScanReader reader, List<Task> tasks, Path scratch) throws IOException {
        List<Callable<PageResult>> calls = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            calls.add(call(reader, tasks.get(i), scratch.resolve("page-" + i)));
        }
        // Pages that were born digital come last: they are read, but not timed.
        int scanned =
                (int) tasks.stream().filter(task -> !task.scan().bornDigital()).count();
        double cpuBefore = cpuSecondsOfChildren();
        long start = System.nanoTime();
        List<PageResult> results = all(calls.subList(0, scanned), options.workers);
        double seconds = (System.nanoTime() - start) / 1e9;
        report.speed = new Speed("Kartoteka", scanned, seconds, cpuSecondsOfChildren() - cpuBefore);
        results.addAll(all(calls.subList(scanned, calls.size()), options.workers));
        for (int i = 0; i < tasks.size(); i++) {
            if (results.get(i) instanceof PageRead read) {
                Task task = tasks.get(i);
                report.ours.add(task.scan(), task.known(), read);
                if (details.isPresent() && task.known().hasText()) {
                    details.get().page(task.scan(), task.known(), read);
                }
                report.imageBytes += Files.size(scratch.resolve("page-" + i));
            } else {
                report.ours.addFailure();
            }
        }
        documents(reader, tasks, results, scratch);
    }

    private static Callable<PageResult> call(ScanReader reader, Task task, Path image) {
        return () ->
                reader.readPage(new PageRequest(task.file(), task.mediaType(), task.pageNumber(), Hints.NONE, image));
    }

    /** Divides files and understands documents: only where every page of a file was read. */
    private void documents(ScanReader reader, List<Task> tasks, List<PageResult> results, Path scratch)
            throws IOException {
        Map<KnownScan, List<ComposeRequest.Page>> files =
                new TreeMap<>((one, other) -> one.file().compareTo(other.file()));
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            files.computeIfAbsent(task.scan(), scan -> new ArrayList<>())
                    .add(new ComposeRequest.Page(
                            task.pageNumber(), task.file(), task.mediaType(), task.pageNumber(), results.get(i)));
        }
        for (Map.Entry<KnownScan, List<ComposeRequest.Page>> file : files.entrySet()) {
            KnownScan scan = file.getKey();
            List<ComposeRequest.Page> pages = file.getValue();
            if (pages.size() < scan.pages().size()) {
                continue;
            }
            List<List<Integer>> found = divided(scan, pages);
            report.documents.addDivision(scan, found);
            if (details.isPresent()) {
                details.get().division(scan, found);
            }
            for (KnownDocument known : scan.documents()) {
                understand(reader, scan, known, pages, scratch);
            }
        }
    }

    private static List<List<Integer>> divided(KnownScan scan, List<ComposeRequest.Page> pages) {
        List<Divider.BatchPage> batch = pages.stream()
                .map(page -> new Divider.BatchPage(page.number(), 1, page.result()))
                .toList();
        return Divider.divide(batch, Hints.NONE, new Divider.Settings(scan.blankPageSeparates())).stream()
                .map(Divider.DividedDocument::pages)
                .toList();
    }

    private void understand(
            ScanReader reader, KnownScan scan, KnownDocument known, List<ComposeRequest.Page> pages, Path scratch)
            throws IOException {
        List<ComposeRequest.Page> own = pages.stream()
                .filter(page -> known.pages().contains(page.number()))
                .toList();
        Path pdf = scratch.resolve(scan.file().getFileName() + ".pdf");
        ComposeResult result = reader.compose(new ComposeRequest(own, Hints.NONE, pdf));
        if (result instanceof ComposeResult.Composed composed) {
            report.documents.addDocument(scan, known, composed);
            if (details.isPresent()) {
                details.get().document(scan, known, composed);
            }
        } else {
            report.documents.addFailure(scan, known);
        }
    }

    private void yardsticks(List<Task> tasks, Path scratch) throws IOException {
        Map<Path, Task> images = new LinkedHashMap<>();
        for (Task task : tasks) {
            Path image = scratch.resolve("yardstick-" + images.size() + ".png");
            if (!task.scan().bornDigital() && BenchmarkPages.writeImage(task, image, true)) {
                images.put(image, task);
            }
        }
        Optional<String> tesseract = Yardstick.version("tesseract");
        if (tesseract.isPresent()) {
            report.yardstickSpeeds.add(tesseract(tesseract.get(), images));
        }
        Optional<String> ocrmypdf = Yardstick.version("ocrmypdf");
        if (ocrmypdf.isPresent()) {
            report.yardstickSpeeds.add(ocrmypdf(ocrmypdf.get(), images, scratch));
        }
    }

    private Speed tesseract(String version, Map<Path, Task> images) {
        List<Callable<Yardstick.Reading>> calls = new ArrayList<>();
        images.forEach((image, task) ->
                calls.add(() -> Yardstick.tesseract(image, task.known().language())));
        long start = System.nanoTime();
        List<Yardstick.Reading> readings = all(calls, options.workers);
        double seconds = (System.nanoTime() - start) / 1e9;
        int number = 0;
        for (Task task : images.values()) {
            String text = readings.get(number++).text();
            if (task.known().hasText()) {
                report.yardstick.addText(task.scan(), task.known(), text);
            }
        }
        double cpuSeconds =
                readings.stream().mapToDouble(Yardstick.Reading::cpuSeconds).sum();
        return new Speed(version + ", right language and orientation given", images.size(), seconds, cpuSeconds);
    }

    private Speed ocrmypdf(String version, Map<Path, Task> images, Path scratch) throws IOException {
        Map<String, List<Path>> byLanguage = new TreeMap<>();
        images.forEach((image, task) -> byLanguage
                .computeIfAbsent(task.known().language(), _ -> new ArrayList<>())
                .add(image));
        double seconds = 0;
        double cpuSeconds = 0;
        for (Map.Entry<String, List<Path>> language : byLanguage.entrySet()) {
            Path pdf = scratch.resolve("yardstick-" + language.getKey() + ".pdf");
            Yardstick.pdf(language.getValue(), pdf);
            long start = System.nanoTime();
            cpuSeconds += Yardstick.ocrmypdf(pdf, language.getKey(), options.workers);
            seconds += (System.nanoTime() - start) / 1e9;
        }
        String told = version + " --jobs " + options.workers + ", right language given";
        return new Speed(told, images.size(), seconds, cpuSeconds);
    }

    private static <T> List<T> all(List<Callable<T>> calls, int threads) {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a page could not be measured", e.getCause());
        }
    }

    private static double cpuSecondsOfChildren() {
        return ProcessHandle.current()
                        .descendants()
                        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }

    /** The most any one child ever held, in bytes; 0 where the system does not tell. */
    private static long memoryMaxOfChildren() {
        return ProcessHandle.current()
                .descendants()
                .mapToLong(child -> ResidentMemory.peakBytes(child.pid()))
                .max()
                .orElse(0);
    }
}
