package org.kartoteka.server.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kartoteka.server.config.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Has the running service rebuild its search index. */
@Command(
        name = "reindex",
        description = {
            "Rebuilds the search index from the archive, beside the old one; searches go on meanwhile.",
            "Where it is being rebuilt already, waits for the end of that."
        },
        mixinStandardHelpOptions = true)
public final class ReindexCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int TRIES_MAX = 3;
    private static final Duration REBUILD_MAX = Duration.ofHours(24);

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ApiClient client = ApiClient.of(data.folder());
        JsonNode progress = begin(client);
        long deadline = System.nanoTime() + REBUILD_MAX.toNanos();
        while (isRunning(progress)) {
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

    /** The rebuild that was begun here, or the one that runs already: that is as good. */
    private static JsonNode begin(ApiClient client) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            Optional<JsonNode> begun = client.postUnlessConflict("/api/v1/reindex");
            if (begun.isPresent()) {
                return begun.get();
            }
            JsonNode running = client.get("/api/v1/reindex");
            if (isRunning(running)) {
                System.out.println("the index is being rebuilt already: waiting for the end of that");
                return running;
            }
            // That one ended just now, and may have begun before what this one is asked for.
        }
        throw new UserError("other rebuilds of the search index begin and end all the time; try again later");
    }

    private static boolean isRunning(JsonNode progress) {
        return progress.path("state").asString().equals("running");
    }
}
