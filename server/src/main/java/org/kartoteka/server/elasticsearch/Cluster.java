package org.kartoteka.server.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.TransportUtils;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connection to a cluster. Everything asked through it can be asked again: what was lost on the way is, a few times.
 * Safe for use by many threads.
 */
final class Cluster implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final int TRIES_MAX = 3;
    private static final int BUSY_TRIES_MAX = 6;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Set<String> NOT_FOUND_TYPES =
            Set.of("index_not_found_exception", "aliases_not_found_exception");
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Rest5Client http;
    private final ElasticsearchClient client;
    private volatile boolean closed;

    /** @throws SearchUnavailable the file with certificates cannot be read */
    Cluster(ElasticsearchSettings settings) {
        Rest5ClientBuilder builder = Rest5Client.builder(settings.urls());
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout answer = Timeout.of(settings.requestTimeout());
        builder.setConnectionConfigCallback(
                connection -> connection.setConnectTimeout(connect).setSocketTimeout(answer));
        builder.setRequestConfigCallback(
                request -> request.setResponseTimeout(answer).setConnectionRequestTimeout(answer));
        // By itself this client asks once more on 429 and 503; here it is said in one place how often.
        builder.setHttpClientConfigCallback(HttpAsyncClientBuilder::disableAutomaticRetries);
        authorization(settings.access())
                .ifPresent(value -> builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
        settings.caFile().ifPresent(file -> {
            try {
                builder.setSSLContext(TransportUtils.sslContextFromHttpCaCrt(file.toFile()));
            } catch (IOException | RuntimeException e) {
                // The client has no type of its own for a file that holds no certificate.
                throw new SearchUnavailable("cannot read the certificates in " + file + ": " + e.getMessage(), e);
            }
        });
        http = builder.build();
        client = new ElasticsearchClient(new Rest5ClientTransport(http, new Jackson3JsonpMapper(json)));
    }

    private static Optional<String> authorization(ElasticsearchSettings.Access access) {
        return switch (access) {
            case ElasticsearchSettings.Anonymous anonymous -> Optional.empty();
            case ElasticsearchSettings.ApiKey(String encoded) -> Optional.of("ApiKey " + encoded);
            case ElasticsearchSettings.Password(String user, String password) ->
                Optional.of("Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        };
    }

    JsonMapper json() {
        return json;
    }

    /** Something asked of the cluster that may be asked again. */
    interface Call<T> {
        T with(ElasticsearchClient client) throws IOException;
    }

    /** The index or alias that was asked for is not there (any more). */
    static final class IndexMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IndexMissing(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** An index of this name is there already. */
    static final class IndexExists extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IndexExists(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The cluster has too much to do. */
    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The cluster takes no request of this size. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The answer. A cluster that has too much to do is asked again a few times, with pauses.
     *
     * @param what is done, to follow "cannot"
     * @throws SearchUnavailable the cluster is away, refuses or fails
     * @throws IndexMissing there is no such index
     * @throws IndexExists one that was to be made is there already
     * @throws Busy it still has too much to do
     * @throws TooLarge it never takes this request
     */
    <T> T ask(String what, Call<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return askNow(what, call);
            } catch (Busy e) {
                if (tries == BUSY_TRIES_MAX) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    /** As {@link #ask}, for somebody who waits: where the cluster has too much to do, the answer is that at once. */
    <T> T askNow(String what, Call<T> call) {
        for (int tries = 1; ; tries++) {
            if (closed) {
                throw new SearchUnavailable("cannot " + what + ": the search index is closed", null);
            }
            try {
                return call.with(client);
            } catch (ElasticsearchException e) {
                throw failure(what, e.status(), String.valueOf(e.error().type()), e);
            } catch (TransportException e) {
                throw failure(what, e.statusCode(), "", e);
            } catch (ResponseException e) {
                throw failure(what, e.getResponse().getStatusCode(), "", e);
            } catch (IOException e) {
                if (tries == TRIES_MAX || !isLostOnTheWay(e)) {
                    throw away(what, e);
                }
                log.atDebug().setCause(e).log("asking the cluster again");
            } catch (IllegalStateException | UncheckedIOException e) {
                throw away(what, e);
            }
        }
    }

    /** The answer to a plain GET, for what the client does not know to read. */
    JsonNode get(String what, String path) {
        return ask(
                what,
                _ -> json.readTree(http.performRequest(new Request("GET", path))
                        .getEntity()
                        .getContent()));
    }

    /** Waits longer with every try. */
    static void pause(int tries) {
        try {
            Thread.sleep(BACKOFF.after(tries));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchUnavailable("interrupted while the Elasticsearch cluster had too much to do", e);
        }
    }

    private static RuntimeException failure(String what, int status, String type, Exception cause) {
        String message = "cannot " + what + ": " + cause.getMessage();
        return switch (status) {
            case 400 ->
                type.equals("resource_already_exists_exception")
                        ? new IndexExists(message, cause)
                        : new SearchUnavailable(message, cause);
            case 404 ->
                NOT_FOUND_TYPES.contains(type)
                        ? new IndexMissing(message, cause)
                        : new SearchUnavailable(message, cause);
            case TOO_LARGE -> new TooLarge(message, cause);
            case TOO_MANY -> new Busy(message, cause);
            // Its own words add nothing, and nobody knows what they may tell.
            case 401 ->
                new SearchUnavailable(
                        "cannot " + what
                                + ": the Elasticsearch cluster does not accept this API key, or user and password;"
                                + " give valid ones (elasticsearch.api-key-file, elasticsearch.password-file)",
                        cause);
            case 403 ->
                new SearchUnavailable(message + "; give this user the role in docs/operations/elasticsearch.md", cause);
            default -> new SearchUnavailable(message, cause);
        };
    }

    private static SearchUnavailable away(String what, Exception cause) {
        if (hasCause(cause, SSLException.class)) {
            return new SearchUnavailable(
                    "cannot " + what + ": the Elasticsearch cluster cannot be reached safely (" + cause.getMessage()
                            + "); name the authority that signed its certificates in elasticsearch.ca-file, and use"
                            + " the host names that stand in them",
                    cause);
        }
        return new SearchUnavailable(
                "cannot " + what + ": the Elasticsearch cluster cannot be reached (" + cause.getMessage() + ")", cause);
    }

    /** A connection broke that had been made: the answer, or the question, got lost. */
    private static boolean isLostOnTheWay(IOException failure) {
        return !hasCause(failure, SocketTimeoutException.class)
                && !hasCause(failure, ConnectException.class)
                && !hasCause(failure, SSLHandshakeException.class);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        closed = true;
        try {
            http.close();
        } catch (IOException e) {
            log.atDebug().setCause(e).log("closing the connection to the cluster failed");
        }
    }
}
