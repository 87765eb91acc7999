package org.kartoteka.ingest.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.classify.TypeFeatures;
import org.kartoteka.ingest.linear.FeatureVector;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.linear.LinearTrainer;
import org.kartoteka.ingest.linear.LinearTrainer.Example;
import org.kartoteka.ingest.training.PoolDocuments;
import org.kartoteka.ingest.training.SentencePools;

/**
 * Makes a new model of document types from the texts that came with the program and the lessons of persons, and says whether
 * it may take the place of the one in force.
 *
 * <p>All lessons but those held out are trained on, each several times, beside the full set of invented documents. The very
 * model that is made is then measured, against the one in force: on the lessons held out, which no version ever saw, and on
 * invented documents of the known wording, which no person can touch. It is refused where it is worse by more than the
 * margins; one document is never too many. Same lessons, same texts: same model, byte for byte. About ten seconds of one processor.
 */
public final class TypeLearning {
    /** A new model may have so large a share of the held-out lessons more wrong than the one in force. */
    public static final double HELD_OUT_MARGIN = 0.02;

    /** And so large a share of the documents of the known wording: the order of training alone makes 1 % of difference. */
    public static final double KNOWN_MARGIN = 0.02;

    /** And so large a share of those of any one type. */
    public static final double KNOWN_TYPE_MARGIN = 0.1;

    /** With fewer held-out lessons they prove nothing, and the certainty of the shipped model is kept. */
    static final int HELD_OUT_MIN = 5;

    private static final int CALIBRATED_FROM = 30;
    private static final int KNOWN_PER_TYPE_AND_LANGUAGE = 6;
    private static final long KNOWN_SEED = 20031101;

    /** A lesson counts as so many invented documents: it is real, and there are few. */
    private static final int WEIGHT = 4;

    private final PoolDocuments documents;
    private final DocumentTypes types;
    private final LinearModel shipped;

    /**
     * @param types those configured; lessons of any other are passed over
     * @param shipped the model that came with the program
     */
    public TypeLearning(SentencePools pools, DocumentTypes types, LinearModel shipped) {
        this.documents = new PoolDocuments(pools);
        this.types = types;
        this.shipped = shipped;
    }

    /**
     * Trains and measures, on the calling thread.
     *
     * @param lessons those admitted
     * @param stopping once true, it gives up soon
     * @throws java.util.concurrent.CancellationException it gave up
     */
    public Learned learn(LinearModel inForce, List<Lesson> lessons, BooleanSupplier stopping) {
        List<Lesson> usable = lessons.stream()
                .filter(lesson -> types.types().containsKey(lesson.type()))
                .filter(lesson -> !lesson.vector().isEmpty())
                .toList();
        List<Lesson> heldOut = usable.stream().filter(Lesson::isHeldOut).toList();
        LinearModel raw = train(usable, stopping);
        LinearModel model = raw.withTemperature(temperature(raw, heldOut));
        return judge(inForce, model, usable.size(), heldOut);
    }

    private LinearModel train(List<Lesson> lessons, BooleanSupplier stopping) {
        TreeSet<String> all = new TreeSet<>(documents.types());
        lessons.forEach(lesson -> all.add(lesson.type()));
        List<String> classes = List.copyOf(all);
        List<Example> examples = new ArrayList<>(documents.training(classes));
        for (Lesson lesson : lessons) {
            for (int i = 0; i < WEIGHT && !lesson.isHeldOut(); i++) {
                examples.add(new Example(lesson.vector(), classes.indexOf(lesson.type())));
            }
        }
        return new LinearTrainer(PoolDocuments.SETTINGS, classes).train(examples, stopping);
    }

    /** The more careful one of what shipped and of what the lessons held out show, where they are enough. */
    private double temperature(LinearModel model, List<Lesson> heldOut) {
        List<double[]> logits = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (Lesson lesson : heldOut) {
            if (model.classes().contains(lesson.type())) {
                logits.add(model.logits(lesson.vector()));
                right.add(model.classes().indexOf(lesson.type()));
            }
        }
        return logits.size() < CALIBRATED_FROM
                ? shipped.temperature()
                : Math.max(shipped.temperature(), LinearTrainer.calibrate(logits, right));
    }

    private Learned judge(LinearModel inForce, LinearModel model, int lessons, List<Lesson> heldOut) {
        int heldOutBefore = 0;
        int heldOutAfter = 0;
        for (Lesson lesson : heldOut) {
            heldOutBefore += answers(inForce, lesson) ? 1 : 0;
            heldOutAfter += answers(model, lesson) ? 1 : 0;
        }
        Map<String, Measured.Right> byType = known(inForce, model);
        Measured.Right known = byType.values().stream()
                .reduce(
                        new Measured.Right(0, 0, 0),
                        (a, b) -> new Measured.Right(
                                a.documents() + b.documents(), a.before() + b.before(), a.after() + b.after()));
        Measured.Right taught = new Measured.Right(heldOut.size(), heldOutBefore, heldOutAfter);
        Measured measured = new Measured(lessons, taught, known);
        if (taught.documents() >= HELD_OUT_MIN && taught.isWorseBy(HELD_OUT_MARGIN)) {
            return new Learned.Refused("held-out-worse", measured);
        }
        if (known.isWorseBy(KNOWN_MARGIN)) {
            return new Learned.Refused("known-worse", measured);
        }
        if (byType.values().stream().anyMatch(right -> right.isWorseBy(KNOWN_TYPE_MARGIN))) {
            return new Learned.Refused("type-forgotten", measured);
        }
        return new Learned.Taken(model, measured);
    }

    private Map<String, Measured.Right> known(LinearModel inForce, LinearModel model) {
        Map<String, Measured.Right> byType = new TreeMap<>();
        documents.each(KNOWN_PER_TYPE_AND_LANGUAGE, KNOWN_SEED, (type, lines) -> {
            var vector = TypeFeatures.of(lines).vector();
            int before = best(inForce, vector).equals(type) ? 1 : 0;
            int after = best(model, vector).equals(type) ? 1 : 0;
            byType.merge(
                    type,
                    new Measured.Right(1, before, after),
                    (a, b) -> new Measured.Right(a.documents() + 1, a.before() + b.before(), a.after() + b.after()));
        });
        return byType;
    }

    private static boolean answers(LinearModel model, Lesson lesson) {
        return best(model, lesson.vector()).equals(lesson.type());
    }

    private static String best(LinearModel model, FeatureVector vector) {
        double[] logits = model.logits(vector);
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return model.classes().get(best);
    }
}
