package org.kartoteka.server.command;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kartoteka.ingest.training.TrainMain;
import picocli.CommandLine.Command;

/** Trains the small models again from their texts. */
@Command(
        name = "train",
        description =
                "Trains document types and languages again from ocr-models/training; restart the service to use them.",
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Path models = DataOption.programRoot().resolve("ocr-models");
        double accuracy = TrainMain.train(models);
        System.out.printf(
                Locale.ROOT,
                "models written to %s; document types right on %.1f %% of the sentences held out%n",
                models,
                100 * accuracy);
        return 0;
    }
}
