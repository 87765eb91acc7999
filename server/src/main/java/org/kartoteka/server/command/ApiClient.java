package org.kartoteka.server.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.NodeSettings;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.config.UserError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Talks REST to the service that runs on a data folder, with the token that only its owner can read. */
final class ApiClient {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String token;

    private ApiClient(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Of a service in another process.
     *
     * @throws UserError no service runs on the folder, or it is a node that answers nobody
     */
    static ApiClient of(DataFolder folder) throws IOException {
        // The token goes to nobody but the service: another program may listen on the port it had.
        if (!folder.isTaken()) {
            throw notRunning(folder);
        }
        NodeSettings node = SettingsFile.read(folder.settingsFile()).node();
        if (!node.isApi()) {
            throw new UserError("node %s has node.roles=%s and answers no commands: ask a node with the role api"
                    .formatted(node.name(), String.join(",", node.roles())));
        }
        return ofOwn(folder);
    }

    /** Of the service in this process. */
    static ApiClient ofOwn(DataFolder folder) {
        try {
            String port = Files.readString(folder.portFile()).strip();
            String token = Files.readString(folder.tokenFile()).strip();
            String base = SettingsFile.read(folder.settingsFile()).web().base(Integer.parseInt(port));
            return new ApiClient(base, token);
        } catch (NoSuchFileException e) {
            throw notRunning(folder);
        } catch (IOException e) {
            throw new UserError("cannot read " + folder.tokenFile() + ": " + e.getMessage(), e);
        }
    }

    private static UserError notRunning(DataFolder folder) {
        return new UserError("no service is running on " + folder.root() + "; start it with ./kartoteka start");
    }

    String base() {
        return base;
    }

    JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    JsonNode get(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return get(path + "?" + query);
    }

    JsonNode post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    JsonNode postJson(String path, Map<String, String> body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** As {@link #post}; empty where the service answers that something else is in the way now. */
    Optional<JsonNode> postUnlessConflict(String path) {
        HttpRequest request = request(path).POST(BodyPublishers.noBody()).build();
        HttpResponse<String> response = answer(request);
        return response.statusCode() == CONFLICT ? Optional.empty() : Optional.of(body(response));
    }

    /** Hands in a file; the answer is the batch. */
    JsonNode upload(Path file, Map<String, String> fields) throws IOException {
        MultipartBody body = MultipartBody.of(file, fields);
        BodyPublisher publisher = body.publisher();
        return send(request("/api/v1/batches")
                .header("Content-Type", body.contentType())
                .POST(publisher)
                .build());
    }

    JsonNode search(String words, int limit) {
        return get("/api/v1/search", Map.of("q", words, "limit", Integer.toString(limit)));
    }

    /** How many files were seen today. */
    long seen() {
        return get("/api/v1/status").path("today").path("seen").asLong();
    }

    /** Waits until so many files were seen today and none of them waits any more, neither to be read nor to be indexed. */
    void awaitIdle(long seen, Duration max, LongConsumer progress) throws InterruptedException {
        long deadline = System.nanoTime() + max.toNanos();
        long shown = -1;
        while (System.nanoTime() < deadline) {
            JsonNode status = get("/api/v1/status");
            JsonNode today = status.path("today");
            long waiting = Math.max(0, seen - today.path("seen").asLong())
                    + today.path("waiting").asLong()
                    + status.path("indexing").path("waiting").asLong();
            if (waiting == 0) {
                return;
            }
            if (waiting != shown) {
                progress.accept(waiting);
                shown = waiting;
            }
            Thread.sleep(POLL);
        }
        throw new UserError("files were still waiting after " + max.toMinutes() + " minutes");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode send(HttpRequest request) {
        return body(answer(request));
    }

    private static JsonNode body(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new UserError(sentence(response));
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw new UserError("no service answers at " + base + "; start it with ./kartoteka start", e);
        } catch (IOException e) {
            throw new UserError("the service at " + base + " did not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static String sentence(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String detail = problem.path("detail").asString("");
            return detail.isEmpty() ? problem.path("title").asString("answer " + response.statusCode()) : detail;
        } catch (RuntimeException e) {
            return "the service answered " + response.statusCode();
        }
    }
}
