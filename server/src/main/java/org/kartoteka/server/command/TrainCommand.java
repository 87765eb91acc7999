package org.kartoteka.server.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kartoteka.ingest.models.ModelVersions;
import org.kartoteka.ingest.training.TrainMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the small models again from their texts, or brings earlier ones back. */
@Command(
        name = "train",
        description = {
            "Trains document types and languages again from ocr-models/training; restart the service to use them.",
            "What was in force before and what was trained are kept as versions."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
    @Option(names = "--versions", description = "list the versions that are kept, oldest first, and train nothing")
    private boolean list;

    @Option(
            names = "--roll-back",
            paramLabel = "VERSION",
            description = "bring models, types and field rules of a version back, and train nothing")
    private Optional<String> version = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Path models = DataOption.programRoot().resolve("ocr-models");
        ModelVersions versions = new ModelVersions(models);
        if (list) {
            versions.all().forEach(System.out::println);
            return 0;
        }
        if (version.isPresent()) {
            versions.restore(version.get());
            System.out.printf("models are those of %s again; restart the service to use them%n", version.get());
            return 0;
        }
        versions.keep();
        double accuracy = TrainMain.train(models);
        System.out.printf(
                Locale.ROOT,
                "models written to %s as version %s; document types right on %.1f %% of the sentences held out%n",
                models,
                versions.keep(),
                100 * accuracy);
        return 0;
    }
}
