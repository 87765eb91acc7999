package org.kartoteka.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.config.DataFolder;
import picocli.CommandLine;

/** What the command says where the service cannot start as it is set. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class StartCommandTest {
    @TempDir
    private Path data;

    @Test
    void saysInASentenceWhichKeyFileIsMissing() throws IOException {
        Files.write(
                data.resolve("kartoteka.properties"),
                List.of(
                        "profile=clustered",
                        "node.name=one",
                        "web.port=0",
                        "s3.endpoint=http://127.0.0.1:1",
                        "s3.bucket=bucket",
                        "s3.access-key-file=" + data.resolve("nowhere"),
                        "elasticsearch.urls=http://127.0.0.1:1",
                        "broker.url=tcp://127.0.0.1:1"));

        String said = start();

        assertThat(said)
                .startsWith("kartoteka: s3.access-key-file: the secret file ")
                .contains("nowhere cannot be read")
                .hasLineCount(1);
        assertThat(new DataFolder(data).isTaken()).isFalse();
    }

    @Test
    void saysInASentenceThatTheCustomerRegisterCannotBeRead() throws IOException {
        Files.write(
                data.resolve("kartoteka.properties"), List.of("web.port=0", "reading.customer-register=nowhere.csv"));

        assertThat(start())
                .startsWith("kartoteka: reading.customer-register: cannot read customer register ")
                .hasLineCount(1);
    }

    private String start() {
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new StartCommand())
                .setExecutionExceptionHandler(new Failures())
                .setErr(new PrintWriter(err))
                .execute("--data", data.toString());
        assertThat(exit).isEqualTo(1);
        return err.toString();
    }
}
