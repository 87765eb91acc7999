package org.kartoteka.server.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Prints a new one-time link to sign in with. */
@Command(
        name = "link",
        description = "Prints a new one-time link to sign in to the web page.",
        mixinStandardHelpOptions = true)
public final class LinkCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        ApiClient client = ApiClient.of(data.folder());
        JsonNode link = client.post("/api/v1/sign-in-links");
        System.out.println(client.base() + link.path("path").asString());
        return 0;
    }
}
