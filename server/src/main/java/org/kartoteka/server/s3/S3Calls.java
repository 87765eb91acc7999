package org.kartoteka.server.s3;

import io.minio.AbortMultipartUploadArgs;
import io.minio.BaseArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.StatObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.kartoteka.archive.store.Digest;

/**
 * The MinIO SDK's client, and one call it lacks: to send a body that is streamed, with headers of our choice. One bucket.
 *
 * <p>The SDK's own retries are not used; {@link Retries} decides.
 */
final class S3Calls extends MinioAsyncClient {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    /** Held, so that the setting stays: the SDK warns of answers that are odd but good, with all that is in them. */
    private static final Logger SDK = Logger.getLogger("io.minio");

    static {
        SDK.setLevel(Level.SEVERE);
    }

    private static final int CONNECTIONS_MAX = 128;
    private static final int CONNECTIONS_IDLE_MAX = 32;
    private static final long IDLE_SECONDS_MAX = 60;

    private final String bucket;
    private final OkHttpClient http;
    private volatile boolean closed;

    private S3Calls(MinioAsyncClient client, OkHttpClient http, String bucket) {
        super(client);
        this.http = http;
        this.bucket = bucket;
    }

    /** @throws IOException the CA file cannot be used */
    static S3Calls to(S3Settings settings) throws IOException {
        return to(settings, Dns.SYSTEM);
    }

    /** Likewise, with host names looked up there. */
    static S3Calls to(S3Settings settings, Dns names) throws IOException {
        OkHttpClient http = http(settings, names);
        MinioAsyncClient client = MinioAsyncClient.builder()
                .endpoint(settings.endpoint().toString())
                .region(settings.region())
                .credentials(
                        settings.credentials().accessKey(),
                        settings.credentials().secretKey())
                .httpClient(http)
                .build();
        if (settings.pathStyle()) {
            client.disableVirtualStyleEndpoint();
        } else {
            client.enableVirtualStyleEndpoint();
        }
        client.setAppInfo("kartoteka", "1");
        return new S3Calls(client, http, settings.bucket());
    }

    private static OkHttpClient http(S3Settings settings, Dns names) throws IOException {
        S3Settings.Limits limits = settings.limits();
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CONNECTIONS_MAX);
        dispatcher.setMaxRequestsPerHost(CONNECTIONS_MAX);
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .dns(names)
                .connectionPool(new ConnectionPool(CONNECTIONS_IDLE_MAX, IDLE_SECONDS_MAX, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .connectTimeout(limits.connectTimeoutSeconds(), TimeUnit.SECONDS)
                .readTimeout(limits.readTimeoutSeconds(), TimeUnit.SECONDS)
                .writeTimeout(limits.writeTimeoutSeconds(), TimeUnit.SECONDS);
        if (settings.caFile().isPresent()) {
            TrustedCertificates trusted =
                    TrustedCertificates.withFile(settings.caFile().get());
            http.sslSocketFactory(trusted.context().getSocketFactory(), trusted.manager());
        }
        return http.build();
    }

    String bucket() {
        return bucket;
    }

    /** Puts the body as one object, or one part where {@code query} says so. The caller needs no more than the headers. */
    okhttp3.Headers put(String name, Map<String, String> headers, Map<String, String> query, Http.Body body)
            throws CallFailed {
        BaseArgs target = StatObjectArgs.builder().bucket(bucket).object(name).build();
        Response response =
                await(executePutAsync(target, new Http.Headers(headers), new Http.QueryParameters(query), body));
        response.close();
        return response.headers();
    }

    /**
     * Makes an upload in parts visible, where the key is free.
     *
     * <p>Only extra headers reach this call.
     */
    void completeUpload(String name, String upload, List<Part> parts) throws CallFailed {
        CompleteMultipartUploadArgs args = CompleteMultipartUploadArgs.builder()
                .bucket(bucket)
                .object(name)
                .uploadId(upload)
                .parts(parts.toArray(Part[]::new))
                .extraHeaders(Map.of("If-None-Match", "*"))
                .build();
        call(() -> completeMultipartUpload(args));
    }

    /** Gives the room of an upload's parts back. */
    void abortUpload(String name, String upload) throws CallFailed {
        AbortMultipartUploadArgs args = AbortMultipartUploadArgs.builder()
                .bucket(bucket)
                .object(name)
                .uploadId(upload)
                .build();
        call(() -> abortMultipartUpload(args));
    }

    /** A body from memory, with the digest that is signed and that the store is to verify. */
    static Http.Body body(byte[] bytes, int length, Digest signed) {
        return new Http.Body(bytes, length, BYTES, signed.hex(), null);
    }

    static Http.Body body(StreamedBody content, Digest signed) throws CallFailed {
        try {
            return new Http.Body(content, BYTES, signed.hex(), null);
        } catch (MinioException e) {
            throw new CallFailed(Failure.of(e));
        }
    }

    /** Something the SDK starts. */
    @FunctionalInterface
    interface Start<T> {
        CompletableFuture<T> start() throws MinioException;
    }

    /** Starts it and waits for its end; the client's time-outs bound the wait. */
    static <T> T call(Start<T> call) throws CallFailed {
        try {
            return await(call.start());
        } catch (MinioException e) {
            throw new CallFailed(Failure.of(e));
        }
    }

    private static <T> T await(CompletableFuture<T> call) throws CallFailed {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw new CallFailed(Failure.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel(true);
            throw new CallFailed(
                    new Failure(Failure.Kind.REFUSED, "the thread was interrupted; will be tried again", e));
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
