package org.kartoteka.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.SettingsFile;
import picocli.CommandLine;

/** The command, and a service that answers what a test wants. */
final class ReindexCommandTest {
    private static final String RUNNING = "200 {\"state\":\"running\",\"documents\":1}";

    @TempDir
    private Path data;

    private final Queue<String> answers = new ArrayDeque<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final StringWriter err = new StringWriter();
    private HttpServer service;
    private FileLock lock;

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
        DataFolder folder = new DataFolder(data);
        SettingsFile.writeTemplate(folder.settingsFile());
        folder.create(false);
        Files.writeString(folder.tokenFile(), "token");
        Files.writeString(
                folder.portFile(), Integer.toString(service.getAddress().getPort()));
        lock = folder.lock().orElseThrow();
    }

    @AfterEach
    void stopService() throws IOException {
        lock.channel().close();
        service.stop(0);
    }

    @Test
    void followsARebuildThatRunsAlreadyToItsEnd() {
        answers.addAll(List.of(
                "409 {\"detail\":\"The search index is being rebuilt already.\"}",
                RUNNING,
                RUNNING,
                "200 {\"state\":\"done\",\"documents\":2}"));

        assertThat(reindex()).as(err.toString()).isZero();
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/reindex", "GET /api/v1/reindex", "GET /api/v1/reindex", "GET /api/v1/reindex");
    }

    @Test
    void beginsAnotherOneWhereTheOneThatRanHasJustEnded() {
        answers.addAll(List.of(
                "409 {}",
                "200 {\"state\":\"none\",\"documents\":0}",
                "202 {\"state\":\"running\",\"documents\":0}",
                "200 {\"state\":\"done\",\"documents\":2}"));

        assertThat(reindex()).as(err.toString()).isZero();
    }

    @Test
    void failsWhereTheRebuildThatItFollowedFails() {
        answers.addAll(List.of(
                "409 {}", RUNNING, "200 {\"state\":\"failed\",\"problem\":\"Another node gave the rebuild up.\"}"));

        assertThat(reindex()).isEqualTo(1);
        assertThat(err.toString()).contains("gave the rebuild up");
    }

    private int reindex() {
        return new CommandLine(new ReindexCommand())
                .setExecutionExceptionHandler(new Failures())
                .setErr(new PrintWriter(err))
                .execute("--data", data.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String[] statusAndBody = answers.remove().split(" ", 2);
            byte[] body = statusAndBody[1].getBytes(UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(statusAndBody[0]), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
