package org.kartoteka.server.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.UserError;

final class ApiClientTest {
    @TempDir
    private Path data;

    @Test
    void saysThatNoServiceRuns() {
        assertThatThrownBy(() -> ApiClient.of(new DataFolder(data)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no service is running");
    }

    @Test
    void saysWhichNodeCannotAnswerAndWhichCan() throws IOException {
        DataFolder folder = new DataFolder(data);
        Files.write(
                folder.settingsFile(),
                List.of(
                        "profile=clustered",
                        "node.name=worker-1",
                        "node.roles=worker",
                        "s3.endpoint=http://127.0.0.1:1",
                        "s3.bucket=bucket",
                        "elasticsearch.urls=http://127.0.0.1:1",
                        "broker.url=tcp://127.0.0.1:1"));
        FileLock running = folder.lock().orElseThrow();

        assertThatThrownBy(() -> ApiClient.of(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("worker-1")
                .hasMessageContaining("role api");
        running.channel().close();
    }
}
