package org.kartoteka.server.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.wiring.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Starts the service on an empty folder, asks for a page and stops it, so that the virtual machine can note which classes a
 * start needs and prepare them (JEP 483, JEP 514). The launcher runs it once after a build.
 */
@Command(name = "rehearse", hidden = true, description = "Starts and stops the service once on an empty folder.")
public final class RehearseCommand implements Callable<Integer> {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    @Parameters(paramLabel = "DIR", description = "an empty folder")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("kartoteka.properties"), "web.port=0\n");
        try (Service service = Service.start(new DataFolder(folder), DataOption.programRoot());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest page = HttpRequest.newBuilder(URI.create(service.address()))
                    .timeout(ANSWER_MAX)
                    .build();
            client.send(page, HttpResponse.BodyHandlers.discarding());
        }
        return 0;
    }
}
