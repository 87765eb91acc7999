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

    /**
     * @param scans folder of scans; files ending in {@code .json}, {@code .md} and {@code .tsv} are passed over
     * @param count how many of them; 0 = all
     * @param servers file with the settings {@code s3.*}, {@code elasticsearch.*} and {@code broker.*} of servers that run
     * @param work an empty folder
     */
    public ClusterBenchmark(Path scans, int count, Path servers, Path work) throws IOException {
        this.scans = list(scans, count);
        this.servers = Files.readAllLines(servers);
        this.work = work;
    }

    /** Runs everything and returns the figures by name, in order. */
    public Map<String, Double> run() throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        double one = secondsWith(1);
        double two = secondsWith(2);
        figures.put("scans", (double) scans.size());
        figures.put("one node, one worker: seconds", one);
        figures.put("two nodes, one worker each: seconds", two);
        figures.put("times as fast", one / two);
        return figures;
    }

    /** From the first drop until the last file was let go. */
    private double secondsWith(int workers) throws IOException {
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
            // the first one warms up compilers, models and connections
            nodes.drop(scans.getFirst(), "warm-up-" + scans.getFirst().getFileName());
            door.await("the warm-up", READING_MAX, () -> count(nodes.shared(), "done", "refused") >= 1);
            long begun = System.nanoTime();
            for (int i = 0; i < scans.size(); i++) {
                nodes.drop(scans.get(i), i + "-" + scans.get(i).getFileName());
            }
            door.await(
                    "all scans to be let go",
                    READING_MAX,
                    () -> count(nodes.shared(), "done", "refused") > scans.size());
            return (System.nanoTime() - begun) / 1e9;
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
