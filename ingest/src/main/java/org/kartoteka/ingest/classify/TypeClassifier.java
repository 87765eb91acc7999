package org.kartoteka.ingest.classify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kartoteka.ingest.linear.LinearModel;

/** Tells the type of a document from its lines. Safe for any number of threads. */
public final class TypeClassifier {
    /** Where the model is in the models folder. */
    public static final String MODEL_FILE = "types.model";

    /** A hinted type is taken for this many times as likely as another one before the text is looked at. */
    private static final double HINT_ODDS = 6;

    private static final int DECIDING_WORDS_MAX = 6;

    /**
     * A type with its score.
     *
     * @param type code of a configured type
     * @param score probability, 0 to 1
     * @param candidates probability of each type
     * @param words as printed, those that spoke most for the type first
     */
    public record Classified(String type, double score, Map<String, Double> candidates, List<String> words) {
        public Classified {
            candidates = Map.copyOf(candidates);
            words = List.copyOf(words);
        }
    }

    private final LinearModel model;
    private final DocumentTypes types;

    public TypeClassifier(LinearModel model, DocumentTypes types) {
        this.model = model;
        this.types = types;
    }

    /**
     * Reads model and types of a models folder.
     *
     * @throws UncheckedIOException if the model cannot be read
     * @throws IllegalArgumentException if one of them is malformed
     */
    public static TypeClassifier load(Path modelsFolder) {
        Path file = modelsFolder.resolve(MODEL_FILE);
        try {
            LinearModel model = LinearModel.fromBytes(Files.readAllBytes(file));
            return new TypeClassifier(model, DocumentTypes.load(modelsFolder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read model of document types " + file, e);
        }
    }

    /**
     * Tells the type.
     *
     * @param hint of folder, sidecar or cover sheet: a code; it weighs, and stands alone where there is no text. A type that
     *     is configured but has no training texts is answered only by hint.
     */
    public Classified classify(List<TextLine> lines, Optional<String> hint) {
        Optional<String> known = hint.filter(types.types()::containsKey);
        TypeFeatures features = TypeFeatures.of(lines);
        if (features.vector().isEmpty()) {
            String type = known.orElse(types.fallback());
            return new Classified(type, known.isPresent() ? 0.5 : 0, Map.of(), List.of());
        }
        if (known.isPresent() && !model.classes().contains(known.get())) {
            return new Classified(known.get(), 0.5, Map.of(known.get(), 0.5), List.of());
        }
        double[] probabilities = model.probabilities(model.logits(features.vector()), priors(known));
        Map<String, Double> candidates = new TreeMap<>();
        int best = 0;
        for (int c = 0; c < probabilities.length; c++) {
            best = probabilities[c] > probabilities[best] ? c : best;
            if (types.types().containsKey(model.classes().get(c))) {
                candidates.put(model.classes().get(c), probabilities[c]);
            }
        }
        return new Classified(
                model.classes().get(best), probabilities[best], candidates, decidingWords(features, best));
    }

    private double[] priors(Optional<String> hint) {
        double[] priors = new double[model.classes().size()];
        for (int c = 0; c < priors.length; c++) {
            String type = model.classes().get(c);
            if (!types.types().containsKey(type)) {
                priors[c] = Double.NEGATIVE_INFINITY;
            } else if (hint.filter(type::equals).isPresent()) {
                priors[c] = Math.log(HINT_ODDS);
            }
        }
        return priors;
    }

    private record Weighed(String word, double weight) {}

    private List<String> decidingWords(TypeFeatures features, int type) {
        List<Weighed> weighed = new ArrayList<>();
        features.words().forEach((word, buckets) -> {
            double weight = buckets.stream()
                    .distinct()
                    .mapToDouble(bucket ->
                            model.contrast(bucket, type) * features.vector().value(bucket))
                    .sum();
            if (weight > 0 && word.length() > 2 && Character.isLetter(word.charAt(0))) {
                weighed.add(new Weighed(word, weight));
            }
        });
        weighed.sort(Comparator.comparingDouble(Weighed::weight).reversed().thenComparing(Weighed::word));
        return weighed.stream().limit(DECIDING_WORDS_MAX).map(Weighed::word).toList();
    }
}
