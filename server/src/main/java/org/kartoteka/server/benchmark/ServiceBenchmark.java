package org.kartoteka.server.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Measures what a person at the machine would: how long the service takes to start, what it and its workers need while idle,
 * how long a page takes from the folder to a hit, and how many files a minute go through when all workers are busy.
 *
 * <p>Figures are of this machine at this moment; each is a median where it is repeated.
 */
public final class ServiceBenchmark {
    private static final int STARTS = 3;
    private static final int DROPS = 7;
    private static final Duration IDLE = Duration.ofSeconds(8);
    private static final Duration READING_MAX = Duration.ofMinutes(60);

    private final Path scans;
    private final Path page;
    private final Path work;

    /**
     * @param scans folder of scans to put through; files ending in {@code .json}, {@code .md} and {@code .tsv} are passed over
     * @param page a PDF of one page for the time from drop to hit
     * @param work an empty folder
     */
    public ServiceBenchmark(Path scans, Path page, Path work) {
        this.scans = scans;
        this.page = page;
        this.work = work;
    }

    /** Runs everything and returns the figures by name, in order. */
    public Map<String, Double> run() throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        Path data = work.resolve("data");
        ServiceProcess.prepare(data);
        measureStart(data, figures);
        try (ServiceProcess service = ServiceProcess.launch(data)) {
            service.awaitReady();
            measureIdle(service, figures);
            measureDrops(service, figures);
            measureThroughput(service, figures);
            measureMemory(service, "after the run", figures);
            service.stop();
        }
        return figures;
    }

    private static void measureStart(Path data, Map<String, Double> figures) throws IOException {
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            try (ServiceProcess service = ServiceProcess.launch(data)) {
                service.awaitReady();
                seconds[i] = secondsSince(start);
                service.stop();
            }
        }
        figures.put("start-up, seconds", median(seconds));
    }

    private static void measureIdle(ServiceProcess service, Map<String, Double> figures) {
        service.runFor(IDLE);
        measureMemory(service, "idle", figures);
    }

    private static void measureMemory(ServiceProcess service, String when, Map<String, Double> figures) {
        figures.put("service " + when + ", resident MiB", residentMebibytes(service.pid()));
        List<Double> workers = ProcessHandle.of(service.pid()).stream()
                .flatMap(ProcessHandle::children)
                .map(child -> residentMebibytes(child.pid()))
                .toList();
        figures.put("workers " + when, (double) workers.size());
        figures.put(
                "largest worker " + when + ", resident MiB",
                workers.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    private void measureDrops(ServiceProcess service, Map<String, Double> figures) throws IOException {
        double[] taken = new double[DROPS];
        double[] archived = new double[DROPS];
        byte[] bytes = Files.readAllBytes(page);
        for (int i = 0; i < DROPS; i++) {
            String name = "drop-" + i + ".pdf";
            Path file = drop(service, name, unique(bytes, i));
            long start = System.nanoTime();
            service.await("a page to be taken", READING_MAX, () -> !Files.exists(file));
            taken[i] = secondsSince(start);
            service.await("a page to be archived", READING_MAX, settled(service));
            archived[i] = secondsSince(start);
        }
        // the first ones warm up compilers and workers
        figures.put("drop to taken, seconds", median(Arrays.copyOfRange(taken, 2, DROPS)));
        figures.put("drop to searchable, seconds", median(Arrays.copyOfRange(archived, 2, DROPS)));
    }

    private void measureThroughput(ServiceProcess service, Map<String, Double> figures) throws IOException {
        List<Path> files = scanFiles();
        long start = System.nanoTime();
        for (Path file : files) {
            drop(service, String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
        service.await("all scans to be archived", READING_MAX, settled(service));
        double seconds = secondsSince(start);
        figures.put("scans put through", (double) files.size());
        figures.put("all scans, drop to searchable, seconds", seconds);
    }

    /** Makes bytes that no earlier drop had, and that are still the same PDF. */
    private static byte[] unique(byte[] pdf, int number) {
        byte[] comment = ("\n% " + System.nanoTime() + "-" + number + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(pdf, pdf.length + comment.length);
        System.arraycopy(comment, 0, bytes, pdf.length, comment.length);
        return bytes;
    }

    private static Path drop(ServiceProcess service, String name, byte[] bytes) throws IOException {
        Path target = service.inbox().resolve("benchmark").resolve(name);
        Files.createDirectories(service.inbox().resolve("benchmark"));
        Path hidden = target.resolveSibling("." + name + ".part");
        Files.write(hidden, bytes);
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    /** No file waits in the folders, and no marker says that something is unfinished. */
    private static BooleanSupplier settled(ServiceProcess service) {
        Path data = service.data();
        return () -> Stream.of("inbox/benchmark", "taken", "archive/todo")
                .map(data::resolve)
                .noneMatch(ServiceBenchmark::holdsFiles);
    }

    private static boolean holdsFiles(Path folder) {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException | java.io.UncheckedIOException e) {
            return true; // something moved while the tree was read: not settled yet
        }
    }

    private List<Path> scanFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> listed = Files.list(scans)) {
            listed.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(json|md|tsv)"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    /** Resident memory by the kernel's own account; 0 where there is no {@code /proc}. */
    static double residentMebibytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
