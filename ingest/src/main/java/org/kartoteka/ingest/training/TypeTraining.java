package org.kartoteka.ingest.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.linear.LinearTrainer;
import org.kartoteka.ingest.linear.LinearTrainer.Example;

/** Trains the model of document types on documents put together from the pools. */
public final class TypeTraining {
    private static final int HELD_OUT_TEXTS = 12;
    private static final int FOLDS = 3;

    private final PoolDocuments documents;
    private final List<String> types;

    public TypeTraining(SentencePools pools) {
        this.documents = new PoolDocuments(pools);
        this.types = documents.types();
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
            long seed = PoolDocuments.SETTINGS.seed() + 100 + fold;
            for (Example example : documents.examples(types, line -> fold(line) == left, HELD_OUT_TEXTS, seed)) {
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
        return new LinearTrainer(PoolDocuments.SETTINGS, types).train(documents.training(types, usable));
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
