package org.kartoteka.server.benchmark.scale;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.SearchResult;
import org.kartoteka.server.lucene.BareLucene;
import org.kartoteka.server.lucene.LuceneSearchIndex;
import org.kartoteka.server.search.OperatedIndex;

/**
 * Fills the embedded engine with a made-up archive, and at each of some sizes asks what agents ask: alone, and eight at once.
 * Beside each question the yardstick is asked in the same index.
 */
public final class ScaleBenchmark {
    private static final long SEED = 20_011_017;
    private static final int AT_ONCE = 200;
    private static final int USERS = 8;
    private static final int HITS = 20;
    private static final long HOURS_MAX = 6;

    /**
     * What is to be measured.
     *
     * @param sentences a folder for each language, with texts
     * @param words of each language that the texts are made of
     * @param work an empty folder, for the index
     * @param sizes in documents, ascending: at each it is measured
     * @param questions of one user at each size
     */
    public record Options(
            Path sentences, List<String> languages, int words, Path work, List<Integer> sizes, int questions) {
        public Options {
            languages = List.copyOf(languages);
            sizes = List.copyOf(sizes);
        }
    }

    private final Options options;
    private final MadeArchive archive;
    private final AtomicLong textBytes = new AtomicLong();

    public ScaleBenchmark(Options options) throws IOException {
        this.options = options;
        this.archive =
                MadeArchive.of(options.sentences, options.languages, options.words, options.sizes.getLast(), SEED);
    }

    /** Writes {@code scale.md} and {@code scale.json} into the target after each size, so that a run cut short leaves something. */
    public void run(Path target, PrintStream out) throws IOException, InterruptedException {
        Path folder = options.work.resolve("index");
        List<ScaleFigures> figures = new ArrayList<>();
        try (OperatedIndex index = LuceneSearchIndex.open(folder)) {
            int filled = 0;
            for (int size : options.sizes) {
                long from = System.nanoTime();
                fill(index, filled, size);
                index.flush();
                double seconds = (System.nanoTime() - from) / 1e9;
                out.printf("%d documents, %.0f a second%n", size, (size - filled) / seconds);
                figures.add(measured(index, folder, size, (size - filled) / seconds));
                filled = size;
                ScaleReport.write(figures, target);
            }
        }
        out.print(ScaleReport.markdown(figures));
    }

    private void fill(OperatedIndex index, int from, int to) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        inParallel(Runtime.getRuntime().availableProcessors(), user -> {
            for (int first = next.getAndAdd(AT_ONCE); first < to; first = next.getAndAdd(AT_ONCE)) {
                List<IndexedDocument> documents = new ArrayList<>();
                for (int number = first; number < Math.min(to, first + AT_ONCE); number++) {
                    documents.add(archive.document(number));
                }
                documents.forEach(document -> document.pages()
                        .forEach(page -> textBytes.addAndGet(page.text().getBytes(StandardCharsets.UTF_8).length)));
                index.put(documents);
            }
        });
    }

    /** How long one question took, here and at the yardstick, in milliseconds. */
    private record Asked(String kind, double ours, double bare, SearchResult answer) {}

    private ScaleFigures measured(OperatedIndex index, Path folder, int size, double documentsPerSecond)
            throws IOException, InterruptedException {
        Question.of(archive, size, options.questions / 4, SEED + 1).forEach(question -> ask(index, question));
        List<Asked> asked = new ArrayList<>();
        try (BareLucene yardstick = BareLucene.open(folder)) {
            for (Question question : Question.of(archive, size, options.questions, SEED + 2)) {
                BareLucene.Question plain = yardstick.question(question.typed());
                long from = System.nanoTime();
                plain.ask();
                long between = System.nanoTime();
                SearchResult answer = ask(index, question);
                long to = System.nanoTime();
                asked.add(new Asked(question.kind(), (to - between) / 1e6, (between - from) / 1e6, answer));
            }
        }
        Map<String, List<Asked>> byKind =
                asked.stream().collect(Collectors.groupingBy(Asked::kind, TreeMap::new, Collectors.toList()));
        Map<String, ScaleFigures.Kind> kinds = new TreeMap<>();
        byKind.forEach((kind, of) ->
                kinds.put(kind, new ScaleFigures.Kind(times(of, Asked::ours), times(of, Asked::bare))));
        Crowd crowd = crowd(index, size);
        return new ScaleFigures(
                size,
                documentsPerSecond,
                index.health().sizeBytes(),
                textBytes.get(),
                times(asked, Asked::ours),
                times(asked, Asked::bare),
                crowd.latencies,
                crowd.questionsPerSecond,
                asked.stream().filter(one -> !one.answer.complete()).count(),
                asked.stream().filter(one -> one.answer.total() == 0).count(),
                kinds);
    }

    private static Latencies times(List<Asked> asked, Function<Asked, Double> milliseconds) {
        return Latencies.of(asked.stream().map(milliseconds).toList());
    }

    private record Crowd(Latencies latencies, double questionsPerSecond) {}

    private Crowd crowd(OperatedIndex index, int size) throws InterruptedException {
        List<List<Double>> times = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            times.add(new ArrayList<>());
        }
        long from = System.nanoTime();
        inParallel(USERS, user -> {
            for (Question question : Question.of(archive, size, options.questions / 4, SEED + 10 + user)) {
                long asked = System.nanoTime();
                ask(index, question);
                times.get(user).add((System.nanoTime() - asked) / 1e6);
            }
        });
        double seconds = (System.nanoTime() - from) / 1e9;
        List<Double> all = times.stream().flatMap(List::stream).toList();
        return new Crowd(Latencies.of(all), all.size() / seconds);
    }

    private static SearchResult ask(OperatedIndex index, Question question) {
        return index.search(QueryParser.parse(question.typed()).withWindow(0, HITS));
    }

    private interface Part {
        void run(int number) throws IOException;
    }

    private static void inParallel(int parts, Part part) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(parts)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    part.run(number);
                    return true;
                }));
            }
            for (Future<?> future : running) {
                future.get(HOURS_MAX, TimeUnit.HOURS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the measurement failed", e);
        }
    }
}
