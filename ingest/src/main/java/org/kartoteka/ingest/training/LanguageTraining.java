package org.kartoteka.ingest.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.kartoteka.ingest.language.LanguageFeatures;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.linear.LinearTrainer;
import org.kartoteka.ingest.linear.LinearTrainer.Example;

/** Trains the language model on windows of pool sentences, clean and spoilt. */
public final class LanguageTraining {
    private static final int WINDOWS_PER_LANGUAGE = 3_000;
    private static final int FOLDS = 5;
    private static final long SEED = 20020317;

    /** Sections whose lines are names of places, people and firms. */
    private static final Set<String> NAMES = Set.of("operator", "name", "company", "city", "street", "date", "month");

    private final SentencePools pools;
    private final List<String> languages;

    public LanguageTraining(SentencePools pools) {
        this.pools = pools;
        this.languages = List.copyOf(pools.languages().keySet());
    }

    /** Trains on everything, with a temperature found on a fifth of the lines kept apart. */
    public LinearModel train() {
        LinearModel apart = fit(line -> fold(line) != 0, SEED);
        List<double[]> logits = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (Example example : windows(line -> fold(line) == 0, 500, SEED + 1)) {
            logits.add(apart.logits(example.vector()));
            classes.add(example.classIndex());
        }
        return fit(_ -> true, SEED).withTemperature(LinearTrainer.calibrate(logits, classes));
    }

    /** Share of windows of held-out lines whose language a model trained on the other lines tells right. */
    public double heldOutAccuracy() {
        LinearModel apart = fit(line -> fold(line) != 0, SEED);
        List<Example> windows = windows(line -> fold(line) == 0, 500, SEED + 1);
        long right = windows.stream()
                .filter(example -> largest(apart.logits(example.vector())) == example.classIndex())
                .count();
        return (double) right / windows.size();
    }

    private LinearModel fit(Predicate<String> lines, long seed) {
        LinearTrainer.Settings settings = new LinearTrainer.Settings(LanguageFeatures.BITS, 5, 0.5, 1e-5, 0.02, seed);
        return new LinearTrainer(settings, languages).train(windows(lines, WINDOWS_PER_LANGUAGE, seed));
    }

    private List<Example> windows(Predicate<String> lines, int perLanguage, long seed) {
        List<Example> examples = new ArrayList<>();
        for (int c = 0; c < languages.size(); c++) {
            Random random = new Random(seed + c);
            List<String> own = lines(languages.get(c)).stream().filter(lines).toList();
            SlotFiller filler = new SlotFiller(pools, languages.get(c), random);
            OcrNoise noise = new OcrNoise(random);
            for (int i = 0; i < perLanguage; i++) {
                examples.add(new Example(LanguageFeatures.of(window(own, filler, noise, random)), c));
            }
        }
        return examples;
    }

    private List<String> lines(String language) {
        List<String> all = new ArrayList<>();
        pools.languages()
                .getOrDefault(language, Map.of())
                .values()
                .forEach(sections -> sections.forEach((section, lines) -> {
                    if (!NAMES.contains(section)) {
                        all.addAll(lines);
                    }
                }));
        return all;
    }

    private static String window(List<String> lines, SlotFiller filler, OcrNoise noise, Random random) {
        int length = 15 + (int) (random.nextDouble() * random.nextDouble() * 300);
        StringBuilder text = new StringBuilder();
        while (text.length() < length + 60) {
            text.append(filler.fill(lines.get(random.nextInt(lines.size())))).append(' ');
        }
        int from = random.nextInt(text.length() - length);
        String window = text.substring(from, from + length);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> window;
            case 3 -> noise.spoil(window, 0.03);
            case 4 -> noise.spoil(window, 0.10);
            case 5 -> window.toUpperCase(java.util.Locale.ROOT);
            case 6 -> noise.readByWrongModel(window);
            default -> noise.spoil(noise.readByWrongModel(window), 0.05);
        };
    }

    private static int largest(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static int fold(String line) {
        return Math.floorMod(line.hashCode() * 0x9E3779B9, FOLDS);
    }
}
