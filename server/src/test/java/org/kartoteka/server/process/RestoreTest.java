package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.kartoteka.server.command.Failures;
import org.kartoteka.server.command.ReindexCommand;
import org.kartoteka.server.command.VerifyCommand;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import picocli.CommandLine;

/** The steps of {@code docs/operations/backup.md}, one after the other, as they are written there. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class RestoreTest {
    @TempDir
    private Path folder;

    @Test
    void anArchiveThatIsPutBackIsIndexedAndVerifiedWithoutFindings() throws IOException {
        Path data = folder.resolve("data");
        ServiceProcess.prepare(data);
        try (FilesystemObjectStore archive = FilesystemObjectStore.open(data.resolve("archive"))) {
            SmallArchive.build(SmallArchive.open(archive));
        }

        try (ServiceProcess service = ServiceProcess.launch(data)) {
            service.awaitReady();

            assertSucceeds(new ReindexCommand(), data);
            assertSucceeds(new VerifyCommand(), data);
        }
    }

    private static void assertSucceeds(Callable<Integer> command, Path data) {
        StringWriter err = new StringWriter();
        int exit = new CommandLine(command)
                .setExecutionExceptionHandler(new Failures())
                .setErr(new PrintWriter(err))
                .execute("--data", data.toString());
        assertThat(exit).as(err.toString()).isZero();
    }
}
