package org.kartoteka.ingest.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.classify.TypeClassifier;
import org.kartoteka.ingest.language.LanguageIdentifier;

class TrainingTest {
    private static final Path MODELS =
            Path.of(System.getProperty("kartoteka.root", "..")).resolve("ocr-models");

    @Test
    void trainingAgainGivesTheShippedModelsByteForByte() throws IOException {
        SentencePools pools = SentencePools.read(MODELS.resolve("training"));

        TypeTraining.Trained types = new TypeTraining(pools).train();
        byte[] language = new LanguageTraining(pools).train().toBytes();

        assertThat(types.model().toBytes())
                .as("train again and commit types.model")
                .isEqualTo(Files.readAllBytes(MODELS.resolve(TypeClassifier.MODEL_FILE)));
        assertThat(language)
                .as("train again and commit language.model")
                .isEqualTo(Files.readAllBytes(MODELS.resolve(LanguageIdentifier.MODEL_FILE)));
        // Judged on documents of sentences and headings that the judging model never saw: harder than real mail.
        assertThat(types.heldOutAccuracy()).isGreaterThan(0.6);
    }
}
