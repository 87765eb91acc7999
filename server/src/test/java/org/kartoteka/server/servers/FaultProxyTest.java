package org.kartoteka.server.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FaultProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> served = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private FaultProxy proxy;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            served.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length);
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        proxy = FaultProxy.to(server.getAddress());
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        proxy.close();
        server.stop(0);
    }

    @Test
    void passesAndCountsRequests() throws Exception {
        assertThat(put("/a", 200_000).statusCode()).isEqualTo(200);
        assertThat(put("/b", 1).body()).isEqualTo("ok");

        assertThat(served).containsExactly("PUT /a 200000", "PUT /b 1");
        assertThat(proxy.traffic().requestLines()).containsExactly("PUT /a HTTP/1.1", "PUT /b HTTP/1.1");
        assertThat(proxy.traffic().bytesToServer()).isGreaterThan(200_001);
        assertThat(proxy.traffic().bytesToClient()).isPositive();
    }

    @Test
    void losesTheReplyOfARequestThatWentThrough() throws Exception {
        proxy.dropReplies(1, "PUT /lost");
        assertThat(put("/kept", 10).statusCode()).isEqualTo(200);

        assertThatThrownBy(() -> put("/lost", 10)).isInstanceOf(IOException.class);

        assertThat(served).contains("PUT /lost 10");
        assertThat(proxy.faultsLeft()).isZero();
        assertThat(put("/lost", 10).statusCode()).isEqualTo(200);
    }

    @Test
    void cutsAReplyAfterSoManyBytes() throws Exception {
        proxy.cutReplies(1, 40, "PUT /cut");
        assertThat(put("/whole", 10).statusCode()).isEqualTo(200);
        proxy.traffic().reset();

        assertThatThrownBy(() -> put("/cut", 10)).isInstanceOf(IOException.class);

        assertThat(proxy.traffic().bytesToClient()).isEqualTo(40);
        assertThat(proxy.faultsLeft()).isZero();
        assertThat(put("/cut", 10).statusCode()).isEqualTo(200);
    }

    @Test
    void answersInTheServersPlaceAlsoOnAConnectionInUse() throws Exception {
        assertThat(put("/a", 1).statusCode()).isEqualTo(200);
        proxy.slowDown(1);

        HttpResponse<String> slowDown = put("/b", 300_000);

        assertThat(slowDown.statusCode()).isEqualTo(503);
        assertThat(slowDown.body()).contains("<Code>SlowDown</Code>");
        proxy.tooManyRequests(2);
        assertThat(put("/c", 1).statusCode()).isEqualTo(429);
        assertThat(put("/d", 1).statusCode()).isEqualTo(429);
        assertThat(put("/e", 1).statusCode()).isEqualTo(200);
        assertThat(served).containsExactly("PUT /a 1", "PUT /e 1");
    }

    @Test
    void holdsRepliesBack() throws Exception {
        proxy.delayReplies(Duration.ofMillis(300));
        long begin = System.nanoTime();

        put("/a", 1);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void saysNothingWhileHalfOpenAndServesAgainAfterwards() throws Exception {
        put("/a", 1);
        proxy.goHalfOpen();

        assertThatThrownBy(() -> send("/b", 1, Duration.ofMillis(400))).isInstanceOf(HttpTimeoutException.class);

        proxy.pass();
        assertThat(put("/c", 1).statusCode()).isEqualTo(200);
        assertThat(served).doesNotContain("PUT /b 1");
    }

    @Test
    void cutsAndRefusesConnections() throws Exception {
        put("/a", 1);
        proxy.cutConnections();
        assertThat(put("/b", 1).statusCode()).isEqualTo(200);

        proxy.refuseConnections();
        proxy.cutConnections();
        assertThatThrownBy(() -> put("/c", 1)).isInstanceOf(IOException.class);

        proxy.pass();
        assertThat(put("/d", 1).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> put(String path, int bytes) throws Exception {
        return send(path, bytes, PATIENCE);
    }

    private HttpResponse<String> send(String path, int bytes, Duration timeout) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + proxy.port() + path);
        return http.send(
                HttpRequest.newBuilder(uri)
                        .timeout(timeout)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                BodyHandlers.ofString());
    }
}
