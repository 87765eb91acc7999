package org.kartoteka.ingest.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.classify.TextLine;
import org.kartoteka.ingest.classify.TypeClassifier;
import org.kartoteka.ingest.classify.TypeClassifier.Classified;
import org.kartoteka.ingest.learning.Admission;
import org.kartoteka.ingest.learning.Learned;
import org.kartoteka.ingest.learning.Lesson;
import org.kartoteka.ingest.learning.TypeLearning;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.training.PoolDocuments;
import org.kartoteka.ingest.training.SentencePools;

/**
 * How well types are told of documents in a wording that the shipped model does not know, after so many corrections, by the
 * very code that learns in the service. Documents are put together from sentences and spoilt as scanners do.
 *
 * <p>Once the documents measured are others made of the same sentences, as when the same people write again; once they are
 * made of sentences that stand in no corrected document. Each with several streams of corrections.
 */
public final class LearningBenchmark {
    private static final List<Integer> SIZES = List.of(0, 10, 50, 200);
    private static final int STREAMS = 3;
    private static final int ARRIVING_EACH = 9;
    private static final int MEASURED_EACH = 10;
    private static final int FOLDS = 3;
    private static final int TEACHERS = 4;
    private static final double SURE = 0.6;
    private static final Instant FIRST = Instant.parse("2026-11-02T08:00:00Z");
    private static final Duration BETWEEN = Duration.ofMinutes(7);

    private final SentencePools shippedPools;
    private final SentencePools other;
    private final DocumentTypes types;
    private final LinearModel shipped;
    private final PrintStream progress;

    private record Document(String type, List<TextLine> lines) {}

    /** What was measured of one model on one set of documents. */
    private record Score(int documents, int right, int sure, int sureRight) {
        Score plus(Score more) {
            return new Score(
                    documents + more.documents, right + more.right, sure + more.sure, sureRight + more.sureRight);
        }
    }

    private LearningBenchmark(Path models, Path wording, PrintStream progress) throws IOException {
        this.shippedPools = SentencePools.read(models.resolve("training"));
        this.other = withCommonOf(shippedPools, SentencePools.read(wording));
        this.types = DocumentTypes.load(models);
        this.shipped = LinearModel.fromBytes(Files.readAllBytes(models.resolve(TypeClassifier.MODEL_FILE)));
        this.progress = progress;
    }

    /**
     * Measures and writes the report.
     *
     * @param wording sentences by language and type, without those that any document may hold
     */
    public static void run(Path models, Path wording, Path report, PrintStream progress) throws IOException {
        LearningBenchmark benchmark = new LearningBenchmark(models, wording, progress);
        String text = benchmark.report();
        Files.writeString(report, text, StandardCharsets.UTF_8);
        progress.print(text);
    }

    private static SentencePools withCommonOf(SentencePools shipped, SentencePools wording) {
        Map<String, Map<String, Map<String, List<String>>>> languages = new TreeMap<>();
        wording.languages().forEach((language, pools) -> {
            Map<String, Map<String, List<String>>> all = new TreeMap<>(pools);
            all.put(
                    "common",
                    shipped.languages().getOrDefault(language, Map.of()).getOrDefault("common", Map.of()));
            languages.put(language, all);
        });
        return new SentencePools(languages);
    }

    private String report() {
        StringBuilder text = new StringBuilder("""
                # Learning from corrections

                `./kartoteka benchmark learning`: share of documents whose type is told right after so many corrections, on documents of
                another house's wording ([sentences](wording/README.md), %d languages, %d types). Mean of %d streams of corrections, each
                measured on %d documents that were not corrected; a tired scanner's misreadings are in all of them. One in five corrected documents
                is held out and not trained on. Sure: told with 60 %% or more, the others go to review.

                """.formatted(
                        other.languages().size(),
                        new PoolDocuments(other).types().size(),
                        STREAMS,
                        measured(0, _ -> true).size()));
        table(text, "Other documents of the same sentences", _ -> true, _ -> true);
        table(
                text,
                "Documents of sentences that no corrected document has",
                line -> fold(line) != 0,
                line -> fold(line) == 0);
        poison(text);
        return text.toString();
    }

    private void table(StringBuilder text, String title, Predicate<String> taught, Predicate<String> asked) {
        text.append("## ").append(title).append("\n\n");
        text.append(
                "| corrections | right | sure | right among the sure | known wording before → after | versions taken |\n");
        text.append("|---|---|---|---|---|---|\n");
        Map<Integer, Score> scores = new LinkedHashMap<>();
        Map<Integer, Integer> taken = new LinkedHashMap<>();
        Map<Integer, int[]> known = new LinkedHashMap<>();
        double seconds = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            List<Lesson> lessons = lessons(stream, taught);
            List<Document> documents = measured(stream, asked);
            LinearModel inForce = shipped;
            for (int size : SIZES) {
                if (size > 0) {
                    long begin = System.nanoTime();
                    Learned learned = learn(inForce, lessons.subList(0, size));
                    seconds += (System.nanoTime() - begin) / 1e9;
                    if (learned instanceof Learned.Taken(LinearModel model, var _)) {
                        inForce = model;
                        taken.merge(size, 1, Integer::sum);
                    }
                    int[] sums = known.computeIfAbsent(size, _ -> new int[3]);
                    sums[0] += learned.measured().known().documents();
                    sums[1] += learned.measured().known().before();
                    sums[2] += learned.measured().known().after();
                }
                scores.merge(size, score(inForce, documents), Score::plus);
                progress.printf("%s: stream %d, %d corrections%n", title, stream + 1, size);
            }
        }
        scores.forEach((size, score) -> {
            int[] sums = known.getOrDefault(size, new int[] {0, 0, 0});
            text.append("| %d | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            size,
                            percent(score.right(), score.documents()),
                            percent(score.sure(), score.documents()),
                            percent(score.sureRight(), score.sure()),
                            size == 0 ? "" : percent(sums[1], sums[0]) + " → " + percent(sums[2], sums[0]),
                            size == 0 ? "" : taken.getOrDefault(size, 0) + " of " + STREAMS));
        });
        text.append(String.format(
                Locale.ROOT,
                "%nLearning once took %.1f s on one thread, on the mean.%n%n",
                seconds / STREAMS / (SIZES.size() - 1)));
    }

    /** One person calls everything an invoice, all day long, beside 200 honest corrections. */
    private void poison(StringBuilder text) {
        List<Lesson> honest = lessons(0, _ -> true);
        List<Document> documents = measured(0, _ -> true);
        Learned before = learn(shipped, honest);
        LinearModel inForce = before instanceof Learned.Taken(LinearModel model, var _) ? model : shipped;
        List<Lesson> lessons = new ArrayList<>(honest);
        for (Lesson lesson : lessons(STREAMS, _ -> true)) {
            lessons.add(new Lesson(
                    lesson.document(), "invoice", "user:mallory", FIRST.plusSeconds(lessons.size()), lesson.vector()));
        }
        Learned after = learn(inForce, lessons);
        LinearModel then = after instanceof Learned.Taken(LinearModel model, var _) ? model : inForce;
        Score scoreBefore = score(inForce, documents);
        Score scoreAfter = score(then, documents);
        text.append("## One person who calls 200 documents an invoice, on one day\n\n")
                .append("Beside the 200 honest corrections of four others. ")
                .append("%d of the 400 corrections count. "
                        .formatted(Admission.DEFAULT.admit(lessons).size()))
                .append(
                        after instanceof Learned.Refused(String why, var _)
                                ? "The new model was refused (`%s`). ".formatted(why)
                                : "The new model was taken. ")
                .append("Right before %s, after %s.%n"
                        .formatted(
                                percent(scoreBefore.right(), scoreBefore.documents()),
                                percent(scoreAfter.right(), scoreAfter.documents())));
    }

    private Learned learn(LinearModel inForce, List<Lesson> lessons) {
        return new TypeLearning(shippedPools, types, shipped)
                .learn(inForce, Admission.DEFAULT.admit(lessons), () -> false);
    }

    private List<Lesson> lessons(int stream, Predicate<String> usable) {
        List<Document> arriving = documents(usable, ARRIVING_EACH, 70_000L + stream);
        Collections.shuffle(arriving, new Random(stream));
        List<Lesson> lessons = new ArrayList<>();
        for (Document document : arriving.subList(0, SIZES.getLast())) {
            int number = lessons.size();
            lessons.add(Lesson.of(
                    "20261102-0800000%02d-%010d-0001".formatted(stream, number),
                    document.type(),
                    "user:clerk-" + number % TEACHERS,
                    FIRST.plus(BETWEEN.multipliedBy(number)),
                    document.lines()));
        }
        return lessons;
    }

    private List<Document> measured(int stream, Predicate<String> usable) {
        return documents(usable, MEASURED_EACH, 90_000L + stream);
    }

    private List<Document> documents(Predicate<String> usable, int each, long seed) {
        List<Document> documents = new ArrayList<>();
        new PoolDocuments(other).each(usable, each, seed, (type, lines) -> documents.add(new Document(type, lines)));
        return documents;
    }

    private Score score(LinearModel model, List<Document> documents) {
        TypeClassifier classifier = new TypeClassifier(model, types);
        Score score = new Score(0, 0, 0, 0);
        for (Document document : documents) {
            Classified told = classifier.classify(document.lines(), Optional.empty());
            int right = told.type().equals(document.type()) ? 1 : 0;
            int sure = told.score() >= SURE ? 1 : 0;
            score = score.plus(new Score(1, right, sure, right * sure));
        }
        return score;
    }

    private static String percent(int part, int all) {
        return all == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / all);
    }

    private static int fold(String line) {
        return Math.floorMod((line.hashCode() * 0x9E3779B9) >>> 8, FOLDS);
    }
}
