package org.kartoteka.ingest.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.kartoteka.ingest.classify.TextLine;
import org.kartoteka.ingest.classify.TypeFeatures;
import org.kartoteka.ingest.linear.LinearTrainer;
import org.kartoteka.ingest.linear.LinearTrainer.Example;

/** Documents put together from the pools, of each type in each language as many. The same ones for the same seed. */
public final class PoolDocuments {
    private static final int TEXTS_PER_TYPE_AND_LANGUAGE = 80;
    private static final long SEED = 20021105;

    /** How models of document types are trained. */
    public static final LinearTrainer.Settings SETTINGS =
            new LinearTrainer.Settings(TypeFeatures.BITS, 8, 0.3, 1e-5, 0.05, SEED);

    private final SentencePools pools;
    private final List<String> types;

    public PoolDocuments(SentencePools pools) {
        this.pools = pools;
        TreeSet<String> all = new TreeSet<>();
        pools.languages().keySet().forEach(language -> all.addAll(pools.types(language)));
        this.types = List.copyOf(all);
    }

    /** Codes of the types the pools have texts of, in order. */
    public List<String> types() {
        return types;
    }

    /** The full set that models are trained on. */
    public List<Example> training(List<String> classes) {
        return training(classes, _ -> true);
    }

    List<Example> training(List<String> classes, Predicate<String> usable) {
        return examples(classes, usable, TEXTS_PER_TYPE_AND_LANGUAGE, SEED);
    }

    List<Example> examples(List<String> classes, Predicate<String> usable, int count, long seed) {
        List<Example> examples = new ArrayList<>();
        each(
                usable,
                count,
                seed,
                (type, lines) -> examples.add(new Example(TypeFeatures.of(lines).vector(), classes.indexOf(type))));
        return examples;
    }

    /** Calls with type and lines of {@code count} documents of each type in each language. */
    public void each(int count, long seed, BiConsumer<String, List<TextLine>> documents) {
        each(_ -> true, count, seed, documents);
    }

    /** As {@link #each(int, long, BiConsumer)}, of those lines of the types' own pools that are usable. */
    public void each(Predicate<String> usable, int count, long seed, BiConsumer<String, List<TextLine>> documents) {
        for (String language : pools.languages().keySet()) {
            for (String type : pools.types(language)) {
                Random random = new Random(seed + language.hashCode() * 31L + type.hashCode());
                TextGenerator generator = new TextGenerator(pools, usable, random);
                for (int i = 0; i < count; i++) {
                    documents.accept(type, generator.document(language, type));
                }
            }
        }
    }
}
