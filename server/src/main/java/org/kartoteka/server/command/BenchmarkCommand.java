package org.kartoteka.server.command;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.ingest.benchmark.LearningBenchmark;
import org.kartoteka.ingest.benchmark.ReadingBenchmark;
import org.kartoteka.server.benchmark.ClusterBenchmark;
import org.kartoteka.server.benchmark.NearDuplicateBenchmark;
import org.kartoteka.server.benchmark.ServiceBenchmark;
import org.kartoteka.server.benchmark.scale.ScaleBenchmark;
import org.kartoteka.server.benchmark.search.Reading;
import org.kartoteka.server.benchmark.search.SearchBenchmark;
import org.kartoteka.server.benchmark.search.SearchReport;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.elasticsearch.ElasticsearchSettings;
import org.kartoteka.server.lucene.LuceneSearchIndex;
import org.kartoteka.server.search.OperatedIndex;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures, and writes what it measured. */
@Command(
        name = "benchmark",
        description = {
            "Measures reading or the service on a folder of scans with NAME.truth.json beside them.",
            "reading: accuracy, and pages per minute against tesseract and ocrmypdf where installed, on the same pages.",
            "learning: types told right after 0, 10, 50 and 200 corrections, in a wording that is not known; no FOLDER.",
            "service: start-up, memory while idle, time from drop to hit, and all scans put through.",
            "cluster: all scans put through by one node and by two, on servers that run (--servers).",
            "duplicates: how many copies of the scans are recognised, and what is taken for one.",
            "search: judged queries over texts of our own and, with a FOLDER, over what its scans truly say.",
            "scale: search in a large made-up archive on the embedded engine; no FOLDER, needs some gigabytes of disk."
        },
        mixinStandardHelpOptions = true)
public final class BenchmarkCommand implements Callable<Integer> {
    /** What can be measured. */
    enum Subject {
        READING,
        LEARNING,
        SERVICE,
        CLUSTER,
        DUPLICATES,
        SEARCH,
        SCALE
    }

    private static final int SMALLEST_ARCHIVE = 10_000;
    private static final int WORDS_OF_A_LANGUAGE = 150_000;
    /** Figures do not depend on how busy the machine is. */
    private static final Duration MEASURED_QUERY_LIMIT = Duration.ofMinutes(1);

    private static final String MEASURED_INDEX = "kartoteka-benchmark";

    @Parameters(
            index = "0",
            paramLabel = "reading|learning|service|cluster|duplicates|search|scale",
            description = "What to measure.")
    private Subject subject = Subject.READING;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Scans (default: ocr-models/samples).")
    private @Nullable Path scans;

    @Option(names = "--report", paramLabel = "DIR", description = "Where to write (default: docs/benchmarks).")
    private @Nullable Path report;

    @Option(names = "--workers", defaultValue = "0", description = "Processes at a time; 0 = one per processor.")
    private int workers;

    @Option(names = "--every", defaultValue = "1", description = "reading: only every so many pages.")
    private int every = 1;

    @Option(names = "--no-yardstick", description = "reading: leave tesseract and ocrmypdf out.")
    private boolean noYardstick;

    @Option(
            names = "--servers",
            paramLabel = "FILE",
            description = "cluster: settings of store, search engine and broker, as in kartoteka.properties.")
    private @Nullable Path servers;

    @Option(
            names = "--details",
            paramLabel = "FOLDER",
            description = "reading: where to write what was read beside what should have been, page by page.")
    private @Nullable Path details;

    @Option(names = "--scans", defaultValue = "0", description = "cluster: how many scans; 0 = all.")
    private int count;

    @Option(
            names = "--worker-cores",
            defaultValue = "0",
            description =
                    "cluster: so much of a processor each worker node may use, such as 0.4; 0 = as much as there is.")
    private double cores;

    @Option(
            names = "--documents",
            defaultValue = "1000000",
            description = "scale: how many in the end; measured at 10,000 and each tenfold on the way.")
    private int documents = SMALLEST_ARCHIVE;

    @Option(names = "--questions", defaultValue = "800", description = "scale: asked by one user at each size.")
    private int questions = 100;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "search: a node of a cluster with our plugin, to be asked too. It keeps indexes named "
                    + MEASURED_INDEX + "-….")
    private @Nullable URI elasticsearch;

    @Override
    public Integer call() throws Exception {
        Path models = DataOption.programRoot().resolve("ocr-models");
        Path folder = scans == null ? models.resolve("samples") : scans;
        Path target = report == null ? DataOption.programRoot().resolve("docs/benchmarks") : report;
        Files.createDirectories(target);
        switch (subject) {
            case READING ->
                ReadingBenchmark.run(
                        new ReadingBenchmark.Options(
                                folder, models, target, processes(), every, !noYardstick, Optional.ofNullable(details)),
                        System.out);
            case LEARNING ->
                LearningBenchmark.run(
                        models,
                        DataOption.programRoot().resolve("docs/benchmarks/wording"),
                        target.resolve("learning.md"),
                        System.out);
            case SERVICE -> service(folder, models.resolve("samples/ru-other-01.pdf"), target);
            case CLUSTER -> cluster(folder, target);
            case DUPLICATES ->
                new NearDuplicateBenchmark(
                                folder, models, Files.createTempDirectory("kartoteka-benchmark"), processes())
                        .run(target, System.out);
            case SEARCH -> search(target);
            case SCALE -> scale(models.resolve("training"), target);
        }
        return 0;
    }

    private int processes() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }

    private void search(Path target) throws IOException {
        Path queries = DataOption.programRoot().resolve("docs/benchmarks/search");
        List<SearchBenchmark> benchmarks = new ArrayList<>(List.of(SearchBenchmark.ofTexts(queries)));
        if (scans != null) {
            benchmarks.add(SearchBenchmark.ofScans(queries, scans));
        }
        SearchReport search = new SearchReport();
        try (OperatedIndex lucene = LuceneSearchIndex.open(
                Files.createTempDirectory("kartoteka-benchmark").resolve("index"), MEASURED_QUERY_LIMIT)) {
            measure("Lucene", lucene, benchmarks, search);
        }
        if (elasticsearch != null) {
            var settings = ElasticsearchSettings.of(
                    List.of(elasticsearch), new ElasticsearchSettings.Anonymous(), MEASURED_INDEX);
            try (OperatedIndex cluster = ElasticsearchIndex.open(settings)) {
                measure("Elasticsearch", cluster, benchmarks, search);
            }
        }
        search.write(target);
        System.out.print(search.markdown());
    }

    private static void measure(
            String engine, SearchIndex index, List<SearchBenchmark> benchmarks, SearchReport report) {
        for (SearchBenchmark benchmark : benchmarks) {
            for (Reading reading : Reading.values()) {
                report.add(engine, benchmark, reading, benchmark.run(index, reading));
            }
        }
    }

    private void scale(Path sentences, Path target) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("kartoteka-benchmark");
        List<Integer> sizes = IntStream.iterate(SMALLEST_ARCHIVE, size -> size * 10L <= documents, size -> size * 10)
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        sizes.add(documents);
        try {
            new ScaleBenchmark(new ScaleBenchmark.Options(
                            sentences, Settings.LANGUAGES, WORDS_OF_A_LANGUAGE, work, sizes, questions))
                    .run(target, System.out);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private void cluster(Path scans, Path target) throws IOException {
        if (servers == null) {
            throw new UserError("benchmark cluster needs --servers FILE, with the settings of servers that run");
        }
        Path work = Files.createTempDirectory("kartoteka-benchmark");
        Map<String, Double> figures = new ClusterBenchmark(scans, count, servers, work, cores).run();
        write("Cluster", "cluster FOLDER --servers FILE", figures, target.resolve("cluster.md"));
    }

    private static void service(Path scans, Path page, Path target) throws IOException {
        Path work = Files.createTempDirectory("kartoteka-benchmark");
        Map<String, Double> figures = new ServiceBenchmark(scans, page, work).run();
        write("Service", "service FOLDER", figures, target.resolve("service.md"));
    }

    private static void write(String title, String arguments, Map<String, Double> figures, Path file)
            throws IOException {
        StringBuilder table = new StringBuilder("# " + title + "\n\n`./kartoteka benchmark " + arguments + "`, on ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" processors.\n\n| figure | value |\n|---|---|\n");
        figures.forEach((name, value) -> table.append(String.format(Locale.ROOT, "| %s | %.2f |%n", name, value)));
        Files.writeString(file, table, StandardCharsets.UTF_8);
        System.out.print(table);
    }
}
