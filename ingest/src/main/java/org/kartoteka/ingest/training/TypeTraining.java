package org.kartoteka.ingest.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.kartoteka.ingest.classify.TypeFeatures;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.linear.LinearTrainer;
import org.kartoteka.ingest.linear.LinearTrainer.Example;

/** Trains the model of document types on documents put together from the pools. */
public final class TypeTraining {
    private static final int TEXTS_PER_TYPE_AND_LANGUAGE = 80;
    private static final int HELD_OUT_TEXTS = 12;
    private static final int FOLDS = 3;
    private static final long SEED = 20021105;

    private final SentencePools pools;
    private final List<String> types;

    public TypeTraining(SentencePools pools) {
        this.pools = pools;
        TreeSet<String> all = new TreeSet<>();
        pools.languages().keySet().forEach(language -> all.addAll(pools.types(language)));
        this.types = List.copyOf(all);
    }

    /** A model with what is known of it. */
    public record Trained(LinearModel model, double heldOutAccuracy) {}

    /**
     * Trains on everything. Accuracy and temperature come from documents made of sentences that the model judging them has
     * not seen: each fold of sentences is left out once.
     */
    public Trained train() {
        List<double[]> logits = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            LinearModel model = fit(line -> fold(line) != left);
            for (Example example : examples(line -> fold(line) == left, HELD_OUT_TEXTS, SEED + 100 + fold)) {
                logits.add(model.logits(example.vector()));
                classes.add(example.classIndex());
            }
        }
        int right = 0;
        for (int i = 0; i < logits.size(); i++) {
            right += largest(logits.get(i)) == classes.get(i) ? 1 : 0;
        }
        double temperature = LinearTrainer.calibrate(logits, classes);
        return new Trained(fit(_ -> true).withTemperature(temperature), (double) right / logits.size());
    }

    private LinearModel fit(Predicate<String> usable) {
        LinearTrainer.Settings settings = new LinearTrainer.Settings(TypeFeatures.BITS, 8, 0.3, 1e-5, 0.05, SEED);
        return new LinearTrainer(settings, types).train(examples(usable, TEXTS_PER_TYPE_AND_LANGUAGE, SEED));
    }

    private List<Example> examples(Predicate<String> usable, int count, long seed) {
        List<Example> examples = new ArrayList<>();
        for (String language : pools.languages().keySet()) {
            for (String type : pools.types(language)) {
                Random random = new Random(seed + language.hashCode() * 31L + type.hashCode());
                TextGenerator generator = new TextGenerator(pools, usable, random);
                for (int i = 0; i < count; i++) {
                    examples.add(new Example(
                            TypeFeatures.of(generator.document(language, type)).vector(), types.indexOf(type)));
                }
            }
        }
        return examples;
    }

    private static int largest(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static int fold(String line) {
        return Math.floorMod((line.hashCode() * 0x9E3779B9) >>> 8, FOLDS);
    }
}
