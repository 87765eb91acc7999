package org.kartoteka.ingest.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kartoteka.ingest.classify.TypeClassifier;
import org.kartoteka.ingest.language.LanguageIdentifier;
import org.kartoteka.ingest.models.Manifest;

/**
 * Trains the small models of a models folder from its training texts and writes them into it.
 *
 * <p>The same texts give the same bytes on any machine.
 */
public final class TrainMain {
    private TrainMain() {}

    /** @param args the models folder */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("give the models folder, such as ocr-models");
        }
        train(Path.of(args[0]));
    }

    /** Trains all models of a models folder and writes its manifest; answers the accuracy of document types on held-out sentences, 0 to 1. */
    public static double train(Path modelsFolder) throws IOException {
        SentencePools pools = SentencePools.read(modelsFolder.resolve("training"));
        byte[] language = new LanguageTraining(pools).train().toBytes();
        Files.write(modelsFolder.resolve(LanguageIdentifier.MODEL_FILE), language);
        TypeTraining.Trained types = new TypeTraining(pools).train();
        Files.write(
                modelsFolder.resolve(TypeClassifier.MODEL_FILE), types.model().toBytes());
        Manifest.write(modelsFolder);
        return types.heldOutAccuracy();
    }
}
