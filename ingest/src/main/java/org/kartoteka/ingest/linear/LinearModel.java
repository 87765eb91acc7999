package org.kartoteka.ingest.linear;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained multinomial logistic regression with weights of one byte each.
 *
 * <p>The stored form is exact: magic, feature bits, temperature, classes (name, bias, scale), then the weights, class by
 * class. Safe for any number of threads.
 */
public final class LinearModel {
    private static final int MAGIC = 0x4B4C4D31; // "KLM1"
    private static final int CLASSES_MAX = 100;

    private final int bits;
    private final double temperature;
    private final List<String> classes;
    private final float[] biases;
    private final float[] scales;
    private final byte[][] weights;

    private LinearModel(
            int bits, double temperature, List<String> classes, float[] biases, float[] scales, byte[][] weights) {
        this.bits = bits;
        this.temperature = temperature;
        this.classes = List.copyOf(classes);
        this.biases = biases;
        this.scales = scales;
        this.weights = weights;
    }

    /** Makes a model of trained weights ({@code [class][bucket]}), which are rounded to one byte each. */
    static LinearModel of(int bits, List<String> classes, float[] biases, float[][] trained) {
        byte[][] weights = new byte[classes.size()][1 << bits];
        float[] scales = new float[classes.size()];
        for (int c = 0; c < classes.size(); c++) {
            float largest = 1e-6f;
            for (float weight : trained[c]) {
                largest = Math.max(largest, Math.abs(weight));
            }
            scales[c] = largest / 127;
            for (int i = 0; i < trained[c].length; i++) {
                weights[c][i] = (byte) Math.round(trained[c][i] / scales[c]);
            }
        }
        return new LinearModel(bits, 1, classes, biases.clone(), scales, weights);
    }

    /** The same model with its certainty tempered: above 1 less certain. */
    public LinearModel withTemperature(double newTemperature) {
        return new LinearModel(bits, newTemperature, classes, biases, scales, weights);
    }

    public int bits() {
        return bits;
    }

    public double temperature() {
        return temperature;
    }

    /** Names of the classes; scores come in this order. */
    public List<String> classes() {
        return classes;
    }

    /** Raw scores before temperature and normalisation, one for each class. */
    public double[] logits(FeatureVector vector) {
        double[] logits = new double[classes.size()];
        for (int c = 0; c < logits.length; c++) {
            double sum = 0;
            byte[] row = weights[c];
            for (int i = 0; i < vector.buckets().length; i++) {
                sum += row[vector.buckets()[i]] * (double) vector.values()[i];
            }
            logits[c] = biases[c] + sum * scales[c];
        }
        return logits;
    }

    /** How much weight a bucket has for a class, against the mean of all classes. */
    public double contrast(int bucket, int classIndex) {
        double mean = 0;
        for (int c = 0; c < weights.length; c++) {
            mean += weights[c][bucket] * (double) scales[c];
        }
        return weights[classIndex][bucket] * (double) scales[classIndex] - mean / weights.length;
    }

    /**
     * Probabilities by softmax with the model's temperature.
     *
     * @param logPriors added after tempering; negative infinity takes a class out
     */
    public double[] probabilities(double[] logits, double[] logPriors) {
        double largest = Double.NEGATIVE_INFINITY;
        double[] tempered = new double[logits.length];
        for (int c = 0; c < logits.length; c++) {
            tempered[c] = logits[c] / temperature + logPriors[c];
            largest = Math.max(largest, tempered[c]);
        }
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
            tempered[c] = StrictMath.exp(tempered[c] - largest);
            sum += tempered[c];
        }
        for (int c = 0; c < logits.length; c++) {
            tempered[c] /= sum;
        }
        return tempered;
    }

    /** The stored form. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(bits);
            out.writeDouble(temperature);
            out.writeInt(classes.size());
            for (int c = 0; c < classes.size(); c++) {
                out.writeUTF(classes.get(c));
                out.writeFloat(biases[c]);
                out.writeFloat(scales[c]);
            }
            for (byte[] row : weights) {
                out.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a model into memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the stored form.
     *
     * @throws IllegalArgumentException if the bytes are no model
     */
    public static LinearModel fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("not a model file: wrong first bytes");
            }
            int bits = in.readInt();
            double temperature = in.readDouble();
            int count = in.readInt();
            if (bits < 8 || bits > 22 || count < 1 || count > CLASSES_MAX) {
                throw new IllegalArgumentException("model file is damaged: " + bits + " bits, " + count + " classes");
            }
            List<String> classes = new ArrayList<>();
            float[] biases = new float[count];
            float[] scales = new float[count];
            for (int c = 0; c < count; c++) {
                classes.add(in.readUTF());
                biases[c] = in.readFloat();
                scales[c] = in.readFloat();
            }
            byte[][] weights = new byte[count][1 << bits];
            for (byte[] row : weights) {
                in.readFully(row);
            }
            return new LinearModel(bits, temperature, classes, biases, scales, weights);
        } catch (IOException e) {
            throw new IllegalArgumentException("model file is cut short", e);
        }
    }
}
