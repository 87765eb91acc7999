package org.kartoteka.server.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what a second node is worth: the same scans put through by one node with one reading worker, and by two such nodes,
 * each time into an archive of its own on the same store, search engine and broker. A further node takes the files and answers.
 *
 * <p>Where nodes and servers share one machine, they also share its processors; the figures say how many there were.
 */
public final class ClusterBenchmark {
    private static final Duration READING_MAX = Duration.ofHours(2);

    private final List<Path> scans;
    private final List<String> servers;
    private final Path work;
    private final double coresPerWorker;

    private static final int WARM_UP = 4;

    /**
     * @param scans folder of scans; files ending in {@code .json}, {@code .md} and {@code .tsv} are passed over
     * @param count how many of them; 0 = all
     * @param servers file with the settings {@code s3.*}, {@code elasticsearch.*} and {@code broker.*} of servers that run
     * @param work an empty folder
     * @param coresPerWorker so much of a processor each worker node may use; 0 = as much as there is. Where nodes and servers share
     *     one machine, a share that leaves the servers enough stands for a machine of its own.
     */
    public ClusterBenchmark(Path scans, int count, Path servers, Path work, double coresPerWorker) throws IOException {
        this.scans = list(scans, count);
        this.servers = Files.readAllLines(servers);
        this.work = work;
        this.coresPerWorker = coresPerWorker;
    }

    /** Runs everything and returns the figures by name, in order. */
    public Map<String, Double> run() throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        Run one = with(1);
        Run two = with(2);
        figures.put("scans", (double) scans.size());
        figures.put("processors of the machine", (double) Runtime.getRuntime().availableProcessors());
        figures.put("processors a worker node may use (0: all)", coresPerWorker);
        figures.put("one node, one worker: seconds", one.seconds);
        figures.put("one node, one worker: its processor seconds", one.cpuSeconds);
        figures.put("two nodes, one worker each: seconds", two.seconds);
        figures.put("two nodes, one worker each: their processor seconds", two.cpuSeconds);
        figures.put("times as fast", one.seconds / two.seconds);
        return figures;
    }

    /**
     * @param seconds from the first drop until the last file was let go
     * @param cpuSeconds of the worker nodes meanwhile
     */
    private record Run(double seconds, double cpuSeconds) {}

    private static double cpuSeconds(NodeProcesses nodes, int workers) {
        return IntStream.rangeClosed(1, workers)
                .mapToDouble(i -> nodes.node("worker-" + i).cpuSeconds())
                .sum();
    }

    private Run with(int workers) throws IOException {
        String archive = "benchmark-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> settings = new ArrayList<>(servers);
        settings.add("s3.prefix=" + archive + "/");
        settings.add("elasticsearch.index-prefix=" + archive);
        Path folder = work.resolve(archive);
        try (NodeProcesses nodes = new NodeProcesses(folder, settings)) {
            ServiceProcess door = nodes.launch("door", "api,intake");
            door.awaitReady();
            for (int i = 1; i <= workers; i++) {
                nodes.launch("worker-" + i, "worker", "workers.count=1").awaitReady();
            }
            // Compilers, models and connections of each node get warm, by as many scans in either run: they come again
            // as duplicates.
            for (int i = 0; i < WARM_UP; i++) {
                nodes.drop(scans.get(i), "warm-up-" + scans.get(i).getFileName());
            }
            door.await("the warm-up", READING_MAX, () -> count(nodes.shared(), "done", "refused") >= WARM_UP);
            for (int i = 1; i <= workers && coresPerWorker > 0; i++) {
                CpuShare.of("worker-" + i, coresPerWorker)
                        .hold(nodes.node("worker-" + i).pid());
            }
            double cpuBefore = cpuSeconds(nodes, workers);
            long begun = System.nanoTime();
            for (int i = 0; i < scans.size(); i++) {
                nodes.drop(scans.get(i), i + "-" + scans.get(i).getFileName());
            }
            door.await(
                    "all scans to be let go",
                    READING_MAX,
                    () -> count(nodes.shared(), "done", "refused") >= WARM_UP + scans.size());
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpuSeconds = cpuSeconds(nodes, workers);
            return new Run(seconds, cpuSeconds - cpuBefore);
        }
    }

    private static long count(Path share, String... folders) {
        long count = 0;
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(share.resolve(folder))) {
                count += files.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".why.txt"))
                        .count();
            } catch (IOException | UncheckedIOException e) {
                return 0; // something moved while the tree was read
            }
        }
        return count;
    }

    private static List<Path> list(Path folder, int count) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            List<Path> all = listed.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*\\.(json|md|tsv)"))
                    .sorted()
                    .toList();
            return count > 0 ? all.subList(0, Math.min(count, all.size())) : all;
        }
    }
}
