package org.kartoteka.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.ingest.classify.DocumentTypes;
import org.kartoteka.ingest.classify.TypeClassifier;
import org.kartoteka.ingest.learning.Admission;
import org.kartoteka.ingest.linear.LinearModel;
import org.kartoteka.ingest.training.SentencePools;
import org.kartoteka.routes.learning.LearnTypes;
import org.kartoteka.routes.learning.LearningPolicy;
import org.kartoteka.routes.learning.LearningRoute;
import org.kartoteka.server.config.LearningSettings;

/** How types are learned from corrections, out of the settings and of what came with the program. */
final class Learning {
    private Learning() {}

    /** Empty where the settings say that nothing is learned. */
    static Optional<LearningRoute.Parts> parts(LearningSettings settings, Path models) {
        if (settings.correctionsMin() == 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(models.resolve(TypeClassifier.MODEL_FILE));
            LearnTypes.Shipped shipped = new LearnTypes.Shipped(
                    SentencePools.read(models.resolve("training")),
                    DocumentTypes.load(models),
                    Digest.of(bytes),
                    LinearModel.fromBytes(bytes));
            LearningPolicy policy = new LearningPolicy(
                    settings.correctionsMin(),
                    Duration.ofMinutes(settings.waitMinutes()),
                    Duration.ofSeconds(settings.pauseSeconds()),
                    new Admission(settings.perPersonAndDayMax(), Admission.DEFAULT.lessonsMax()));
            return Optional.of(new LearningRoute.Parts(shipped, policy, 1_000L * settings.lookSeconds()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what types are learned by in " + models, e);
        }
    }
}
