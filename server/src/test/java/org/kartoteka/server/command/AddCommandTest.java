package org.kartoteka.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.config.DataFolder;
import picocli.CommandLine;

/** What is said of each file handed in, over a service that answers as told. */
final class AddCommandTest {
    private static final String ID = "20261122-130501123-0a1b2c3d4e";
    private static final String EARLIER = "20261121-130501123-0a1b2c3d4e";

    @TempDir
    Path root;

    private HttpServer service;
    private FileLock lock;
    private Path file;
    private String answer = "";
    private String received = "";

    @BeforeEach
    void startService() throws IOException {
        DataFolder data = new DataFolder(root.resolve("data"));
        data.create(false);
        lock = data.lock().orElseThrow();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/api/v1/batches", exchange -> {
            received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        Files.writeString(data.portFile(), Integer.toString(service.getAddress().getPort()));
        Files.writeString(data.tokenFile(), "token");
        file = Files.writeString(root.resolve("letter.txt"), "Dear office");
    }

    @AfterEach
    void stopService() throws IOException {
        service.stop(0);
        lock.channel().close();
    }

    @Test
    void namesTheBatchThatTheFileBecame() {
        answer = "{\"id\": \"%s\", \"state\": \"waiting\"}".formatted(ID);

        assertThat(printedFor(file)).isEqualTo(file + ": captured as batch " + ID);
        assertThat(received).contains("Dear office", "letter.txt");
    }

    @Test
    void namesTheBatchThatHasTheSameBytes() {
        answer = "{\"id\": \"%s\", \"state\": \"duplicate\", \"duplicateOf\": \"%s\"}".formatted(ID, EARLIER);

        assertThat(printedFor(file)).contains("as batch " + EARLIER, "recorded as " + ID);
    }

    @Test
    void saysWhyAFileWasSetAside() {
        answer = "{\"id\": \"%s\", \"state\": \"quarantined\", \"reason\": {\"sentence\": \"It is empty.\"}}"
                .formatted(ID);

        assertThat(printedFor(file)).endsWith("set aside: It is empty.");
    }

    @Test
    void goesOnAfterAFileThatIsNotThere() {
        answer = "{\"id\": \"%s\", \"state\": \"waiting\"}".formatted(ID);

        assertThat(printedFor(root.resolve("none.txt"), file)).isEqualTo(file + ": captured as batch " + ID);
    }

    private String printedFor(Path... files) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            CommandLine command = new CommandLine(new AddCommand());
            String[] arguments = new String[files.length + 2];
            arguments[0] = "--data";
            arguments[1] = root.resolve("data").toString();
            for (int i = 0; i < files.length; i++) {
                arguments[i + 2] = files[i].toString();
            }
            command.execute(arguments);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
