package org.kartoteka.ingest.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kartoteka.ingest.linear.FeatureVector;
import org.kartoteka.ingest.linear.LinearModel;

/**
 * Tells the language of a text among the allowed ones, also when recognition spoilt it or used a model of another language
 * with the same script.
 *
 * <p>From about 20 letters on the answer is worth something, and the score says how much. It does not tell text from
 * noise: that is what the words' confidences are for. Safe for any number of threads.
 */
public final class LanguageIdentifier {
    /** The language of a text without letters. */
    public static final String UNDETERMINED = "und";

    /** Where the model is in the models folder. */
    public static final String MODEL_FILE = "language.model";

    /** A hinted language is taken for this many times as likely as another one before the text is looked at. */
    private static final double HINT_ODDS = 4;

    /** Fewer letters than this tell nothing. */
    private static final int LETTERS_MIN = 3;

    private static final int PIECE_CHARS = 250;
    private static final int PIECES_MAX = 24;

    /**
     * A language with its score.
     *
     * @param language ISO 639-1, or {@code und}
     * @param score probability, 0 to 1
     * @param scores of all allowed languages
     */
    public record Identified(String language, double score, Map<String, Double> scores) {
        public Identified {
            scores = Map.copyOf(scores);
        }
    }

    private final LinearModel model;

    public LanguageIdentifier(LinearModel model) {
        this.model = model;
    }

    /**
     * Reads the model of a models folder.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static LanguageIdentifier load(Path modelsFolder) {
        Path file = modelsFolder.resolve(MODEL_FILE);
        try {
            return new LanguageIdentifier(LinearModel.fromBytes(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read language model " + file, e);
        }
    }

    /**
     * Tells the language.
     *
     * @param allowed ISO 639-1 codes; those the model does not know are never answered
     * @param hint of the folder or the sender; it decides only between languages that the text leaves open
     */
    public Identified identify(String text, Collection<String> allowed, Optional<String> hint) {
        double[] priors = new double[model.classes().size()];
        boolean any = false;
        for (int c = 0; c < priors.length; c++) {
            String language = model.classes().get(c);
            boolean possible = allowed.contains(language);
            any |= possible;
            priors[c] = possible ? 0 : Double.NEGATIVE_INFINITY;
            if (possible && hint.filter(language::equals).isPresent()) {
                priors[c] = Math.log(HINT_ODDS);
            }
        }
        long letters = text.chars()
                .limit(2_000)
                .filter(Character::isLetter)
                .limit(LETTERS_MIN)
                .count();
        if (!any || letters < LETTERS_MIN) {
            return new Identified(UNDETERMINED, 0, Map.of());
        }
        return answer(model.probabilities(meanLogits(text), priors), allowed);
    }

    /** The model was trained on short texts: a long one is judged in pieces. */
    private double[] meanLogits(String text) {
        double[] sum = new double[model.classes().size()];
        int pieces = Math.clamp(text.length() / PIECE_CHARS, 1, PIECES_MAX);
        int used = 0;
        for (int piece = 0; piece < pieces; piece++) {
            int from = piece * PIECE_CHARS;
            int to = piece == pieces - 1 ? Math.min(text.length(), from + 2 * PIECE_CHARS) : from + PIECE_CHARS;
            FeatureVector vector = LanguageFeatures.of(text.substring(from, to));
            if (vector.isEmpty()) {
                continue;
            }
            double[] logits = model.logits(vector);
            for (int c = 0; c < sum.length; c++) {
                sum[c] += logits[c];
            }
            used++;
        }
        for (int c = 0; c < sum.length && used > 0; c++) {
            sum[c] /= used;
        }
        return sum;
    }

    private Identified answer(double[] probabilities, Collection<String> allowed) {
        Map<String, Double> scores = new TreeMap<>();
        String best = UNDETERMINED;
        double bestScore = 0;
        for (int c = 0; c < probabilities.length; c++) {
            String language = model.classes().get(c);
            if (!allowed.contains(language)) {
                continue;
            }
            scores.put(language, probabilities[c]);
            if (probabilities[c] > bestScore) {
                best = language;
                bestScore = probabilities[c];
            }
        }
        return new Identified(best, bestScore, scores);
    }
}
