package org.kartoteka.ingest.linear;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Trains a {@link LinearModel} by stochastic gradient descent with steps that shrink per weight (AdaGrad).
 *
 * <p>Same examples in the same order with the same settings give the same model, bit by bit, on any machine: one thread,
 * {@link StrictMath}, {@link Random} with a fixed seed.
 */
public final class LinearTrainer {
    /**
     * An example of a class.
     *
     * @param classIndex in the trainer's list of classes
     */
    public record Example(FeatureVector vector, int classIndex) {}

    /**
     * How to train.
     *
     * @param decay pulls each weight towards zero at every use, against learning by heart
     * @param smoothing share of certainty held back from the right class, 0 to 1
     */
    public record Settings(int bits, int epochs, double step, double decay, double smoothing, long seed) {}

    private final Settings settings;
    private final List<String> classes;

    public LinearTrainer(Settings settings, List<String> classes) {
        this.settings = settings;
        this.classes = List.copyOf(classes);
    }

    /** Trains on all examples; their order matters only for the last bits. */
    public LinearModel train(List<Example> examples) {
        return train(examples, () -> false);
    }

    /**
     * As {@link #train(List)}.
     *
     * @param stopping once true, it gives up within a pass
     * @throws CancellationException it gave up
     */
    public LinearModel train(List<Example> examples, BooleanSupplier stopping) {
        int count = classes.size();
        // Weights of one bucket for all classes stand together: that is how they are used.
        float[] weights = new float[count << settings.bits()];
        float[] squares = new float[count << settings.bits()];
        float[] biases = new float[count];
        Example[] order = examples.toArray(new Example[0]);
        Random random = new Random(settings.seed());
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            if (stopping.getAsBoolean()) {
                throw new CancellationException("training was broken off");
            }
            shuffle(order, random);
            for (Example example : order) {
                step(example, weights, squares, biases);
            }
        }
        float[][] byClass = new float[count][1 << settings.bits()];
        for (int i = 0; i < weights.length; i++) {
            byClass[i % count][i / count] = weights[i];
        }
        return LinearModel.of(settings.bits(), classes, biases, byClass);
    }

    private void step(Example example, float[] weights, float[] squares, float[] biases) {
        int count = biases.length;
        int[] buckets = example.vector().buckets();
        float[] values = example.vector().values();
        double[] errors = softmax(example.vector(), weights, biases);
        for (int c = 0; c < count; c++) {
            double target = settings.smoothing() / count;
            errors[c] -= c == example.classIndex() ? target + 1 - settings.smoothing() : target;
            biases[c] -= (float) (0.01 * errors[c]);
        }
        for (int i = 0; i < buckets.length; i++) {
            int at = buckets[i] * count;
            for (int c = 0; c < count; c++, at++) {
                double gradient = errors[c] * values[i] + settings.decay() * weights[at];
                squares[at] += (float) (gradient * gradient);
                weights[at] -= (float) (settings.step() * gradient / (Math.sqrt(squares[at]) + 1e-4));
            }
        }
    }

    private static double[] softmax(FeatureVector vector, float[] weights, float[] biases) {
        int count = biases.length;
        double[] scores = new double[count];
        for (int c = 0; c < count; c++) {
            scores[c] = biases[c];
        }
        for (int i = 0; i < vector.buckets().length; i++) {
            int at = vector.buckets()[i] * count;
            for (int c = 0; c < count; c++) {
                scores[c] += weights[at + c] * (double) vector.values()[i];
            }
        }
        double largest = Arrays.stream(scores).max().orElseThrow();
        double total = 0;
        for (int c = 0; c < count; c++) {
            scores[c] = StrictMath.exp(scores[c] - largest);
            total += scores[c];
        }
        for (int c = 0; c < count; c++) {
            scores[c] /= total;
        }
        return scores;
    }

    private static void shuffle(Example[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Example swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    /**
     * The temperature under which a model is as certain as it is right, on examples it was not trained on: the one of a
     * fixed row of candidates with the smallest log loss.
     *
     * @param logits of each example, by models that did not see it
     */
    public static double calibrate(List<double[]> logits, List<Integer> classIndexes) {
        double best = 1;
        double bestLoss = Double.POSITIVE_INFINITY;
        for (int step = 1; step <= 80; step++) {
            double temperature = step * 0.05;
            double loss = 0;
            for (int i = 0; i < logits.size(); i++) {
                loss += loss(logits.get(i), classIndexes.get(i), temperature);
            }
            if (loss < bestLoss) {
                bestLoss = loss;
                best = temperature;
            }
        }
        return best;
    }

    private static double loss(double[] logits, int classIndex, double temperature) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp((logit - largest) / temperature);
        }
        return StrictMath.log(sum) - (logits[classIndex] - largest) / temperature;
    }
}
