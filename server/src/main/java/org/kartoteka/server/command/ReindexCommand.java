package org.kartoteka.server.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kartoteka.server.config.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Has the running service rebuild its search index. */
@Command(
        name = "reindex",
        description = "Rebuilds the search index from the archive, beside the old one; searches go on meanwhile.",
        mixinStandardHelpOptions = true)
public final class ReindexCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REBUILD_MAX = Duration.ofHours(24);

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ApiClient client = ApiClient.of(data.folder());
        JsonNode progress = client.post("/api/v1/reindex");
        long deadline = System.nanoTime() + REBUILD_MAX.toNanos();
        while (progress.path("state").asString().equals("running")) {
            if (System.nanoTime() > deadline) {
                throw new UserError("the rebuild still runs after " + REBUILD_MAX.toHours() + " hours");
            }
            Thread.sleep(POLL);
            progress = client.get("/api/v1/reindex");
        }
        if (!progress.path("state").asString().equals("done")) {
            throw new UserError(progress.path("problem")
                    .asString("the rebuild did not come to its end; the old index stays. The service's log says why"));
        }
        System.out.printf(
                Locale.ROOT,
                "%d documents indexed%n",
                progress.path("documents").asLong());
        return 0;
    }
}
