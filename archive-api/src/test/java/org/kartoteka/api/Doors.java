package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.kartoteka.api.access.SignInLinks;
import org.kartoteka.archive.Polling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knocks at the doors of a running application, as nobody, as a program, or as a signed-in person. */
final class Doors {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration REBUILD_MAX = Duration.ofSeconds(20);
    private final HttpClient client = HttpClient.newHttpClient();
    final int port;
    private final SignInLinks links;

    Doors(int port, SignInLinks links) {
        this.port = port;
        this.links = links;
    }

    String origin() {
        return "http://localhost:" + port;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin() + path));
    }

    HttpRequest.Builder withToken(String path) {
        return request(path).header("Authorization", "Bearer " + ApiApplication.TOKEN);
    }

    HttpRequest.Builder withSession(String path, String cookie) {
        return request(path).header("Cookie", cookie);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(withToken(path));
    }

    JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    /** Waits until no rebuild of the index runs, for a while; returns how the last one stands. */
    JsonNode awaitRebuild() {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        Polling.until("no rebuild runs", REBUILD_MAX, () -> {
            JsonNode progress = json("/api/v1/reindex");
            last.set(progress);
            return !progress.get("state").asString().equals("running");
        });
        return last.get();
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Follows a new sign-in link; returns the cookie of the session. */
    String signIn() {
        HttpResponse<String> response = send(request(links.issue().path()));
        return sessionCookie(response).orElseThrow();
    }

    static Optional<String> sessionCookie(HttpResponse<?> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("kartoteka-session="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst();
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
