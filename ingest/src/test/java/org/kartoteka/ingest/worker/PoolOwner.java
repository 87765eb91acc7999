package org.kartoteka.ingest.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A service to be killed: opens a pool, gives its worker something to do and says which process the worker is. */
public final class PoolOwner {
    private PoolOwner() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        WorkerSettings settings = new WorkerSettings(1, 48, 400, 600, 5, 20, 1_000, 60);
        PoolFixture fixture = new PoolFixture(Path.of(args[0]), settings);
        long worker = fixture.processId();
        CompletableFuture<String> working = fixture.textLater(args[1]);
        if (args[1].startsWith("say")) {
            working.join();
        } else {
            Await.until(
                    "busy worker",
                    Duration.ofSeconds(20),
                    () -> fixture.pool.stats().busy() == 1);
        }
        System.out.println("worker " + worker);
        new CompletableFuture<Void>().join();
    }
}
