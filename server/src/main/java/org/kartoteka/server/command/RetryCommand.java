package org.kartoteka.server.command;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Has the running service offer work again that was set aside. */
@Command(
        name = "retry",
        description = {
            "Offers dead letters to the workers again: work that failed so often that the broker set it aside.",
            "'status' says how many there are. A standalone archive has none."
        },
        mixinStandardHelpOptions = true)
public final class RetryCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        JsonNode answer = ApiClient.of(data.folder()).post("/api/v1/dead-letters/retry");
        System.out.printf(
                Locale.ROOT, "%d offered again%n", answer.path("offered").asInt());
        return 0;
    }
}
