package org.kartoteka.server.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kartoteka.ingest.models.ModelVersions;
import org.kartoteka.ingest.training.TrainMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Trains the small models again from their texts, or brings earlier ones back: those, or what the service learned. */
@Command(
        name = "train",
        description = {
            "Trains document types and languages again from ocr-models/training; restart the service to use them.",
            "What was in force before and what was trained are kept as versions. What the running service learned from",
            "corrections has versions of its own, named learned-…; going back among these needs no restart."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
    private static final String LEARNED = "/api/v1/models/document-types";
    private static final String BEFORE = "before";

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--versions", description = "list the versions that are kept, oldest first, and train nothing")
    private boolean list;

    @Option(
            names = "--roll-back",
            paramLabel = "VERSION",
            arity = "0..1",
            fallbackValue = BEFORE,
            description = {
                "go back to a version, and train nothing: one of ocr-models; or one that the running service learned, or",
                "'shipped'. Without VERSION: to what the service told types by before it learned last"
            })
    private Optional<String> version = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Path models = DataOption.programRoot().resolve("ocr-models");
        ModelVersions versions = new ModelVersions(models);
        if (list) {
            versions.all().forEach(System.out::println);
            if (data.folder().isTaken()) {
                listLearned(ApiClient.of(data.folder()).get(LEARNED));
            }
            return 0;
        }
        if (version.isPresent()) {
            if (versions.all().contains(version.get())) {
                versions.restore(version.get());
                System.out.printf("models are those of %s again; restart the service to use them%n", version.get());
                return 0;
            }
            return rollBackLearned(version.get());
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

    private static void listLearned(JsonNode learned) {
        String inForce = learned.path("inForce").asString();
        System.out.println("shipped" + (inForce.equals("shipped") ? "   in force" : ""));
        for (JsonNode version : learned.path("versions")) {
            JsonNode measured = version.path("measured");
            String name = version.path("name").asString();
            System.out.printf(
                    "%s   %s   from %d documents; of %d held out %d right, %d before%s%n",
                    name,
                    version.path("learnedAt").asString(),
                    measured.path("lessons").asLong(),
                    measured.path("heldOut").asLong(),
                    measured.path("heldOutAfter").asLong(),
                    measured.path("heldOutBefore").asLong(),
                    name.equals(inForce) ? "   in force" : "");
        }
    }

    private int rollBackLearned(String asked) throws IOException {
        ApiClient client = ApiClient.of(data.folder());
        String name =
                asked.equals(BEFORE) ? client.get(LEARNED).path("previous").asString() : asked;
        JsonNode after = client.postJson(LEARNED + "/selection", java.util.Map.of("version", name));
        System.out.printf(
                "types are told by %s from now on; nodes take it up within seconds%n",
                after.path("inForce").asString());
        return 0;
    }
}
