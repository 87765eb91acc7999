package org.kartoteka.server.servers;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.Polling;
import org.kartoteka.server.s3.S3Settings;

/**
 * An s3proxy in a process of its own, so that it can be killed and its class path is its own. Brought by the module
 * {@code test-servers/s3proxy}. It speaks the S3 protocol, and checks signatures, over a folder or over its memory.
 */
public final class S3ProxyServer implements AutoCloseable {
    public static final String VERSION = "4.1.0";
    public static final S3Settings.Credentials CREDENTIALS =
            new S3Settings.Credentials("test-access", "test-secret-never-to-be-told");

    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final Map<Backend, S3ProxyServer> SHARED = new LinkedHashMap<>();

    /** Where the objects are kept. */
    public enum Backend {
        FILESYSTEM,
        TRANSIENT
    }

    private final Path folder;
    private final Map<String, String> configuration;
    private final List<String> command;
    private final int port;
    private @Nullable Process process;

    private S3ProxyServer(Path folder, int port, Map<String, String> configuration, List<String> command) {
        this.folder = folder;
        this.port = port;
        this.configuration = configuration;
        this.command = command;
    }

    /** One for all tests of this JVM, started on first use, ended with the JVM. Not to be killed. */
    public static synchronized S3ProxyServer shared(Backend backend) throws IOException {
        S3ProxyServer server = SHARED.get(backend);
        if (server == null) {
            Path folder = Files.createTempDirectory("s3proxy-");
            server = start(backend, folder);
            SHARED.put(backend, server);
            S3ProxyServer started = server;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                deleteTree(folder);
            }));
        }
        return server;
    }

    /** A server of one's own, which keeps everything in this folder. */
    public static S3ProxyServer start(Backend backend, Path folder) throws IOException {
        int port = freePort();
        Map<String, String> configuration = usual(backend, folder);
        configuration.put("s3proxy.endpoint", "http://127.0.0.1:" + port);
        return begin(folder, port, configuration);
    }

    /** As {@link #start}, where a bucket is a name below this host. */
    public static S3ProxyServer startWithVirtualHost(Path folder, String host) throws IOException {
        int port = freePort();
        Map<String, String> configuration = usual(Backend.TRANSIENT, folder);
        configuration.put("s3proxy.endpoint", "http://127.0.0.1:" + port);
        configuration.put("s3proxy.virtual-host", host);
        return begin(folder, port, configuration);
    }

    /** As {@link #start}, over TLS with this key store. */
    public static S3ProxyServer startWithTls(Path folder, Path keyStore, String password) throws IOException {
        int port = freePort();
        Map<String, String> configuration = usual(Backend.FILESYSTEM, folder);
        configuration.put("s3proxy.secure-endpoint", "https://127.0.0.1:" + port);
        configuration.put("s3proxy.keystore-path", keyStore.toString());
        configuration.put("s3proxy.keystore-password", password);
        return begin(folder, port, configuration);
    }

    private static Map<String, String> usual(Backend backend, Path folder) throws IOException {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("s3proxy.authorization", "aws-v2-or-v4");
        configuration.put("s3proxy.identity", CREDENTIALS.accessKey());
        configuration.put("s3proxy.credential", CREDENTIALS.secretKey());
        configuration.put("jclouds.provider", backend == Backend.FILESYSTEM ? "filesystem" : "transient");
        if (backend == Backend.FILESYSTEM) {
            configuration.put(
                    "jclouds.filesystem.basedir",
                    Files.createDirectories(folder.resolve("data")).toString());
        }
        return configuration;
    }

    private static S3ProxyServer begin(Path folder, int port, Map<String, String> configuration) throws IOException {
        Path libraries = Path.of(System.getProperty("kartoteka.root"), "test-servers", "s3proxy", "target", "lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException("there is no " + libraries + ": build with -am, or the whole");
        }
        Files.writeString(
                folder.resolve("s3proxy.conf"),
                configuration.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.writeString(
                folder.resolve("logback.xml"),
                "<configuration><appender name=\"o\" class=\"ch.qos.logback.core.ConsoleAppender\"><encoder><pattern>%d %level %logger{0} %msg%n</pattern></encoder></appender><root level=\"WARN\"><appender-ref ref=\"o\"/></root></configuration>");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-cp",
                folder + java.io.File.pathSeparator + libraries.resolve("*"),
                "org.gaul.s3proxy.Main",
                "--properties",
                folder.resolve("s3proxy.conf").toString()));
        S3ProxyServer server = new S3ProxyServer(folder, port, configuration, command);
        server.startAgain();
        return server;
    }

    /** Starts it on the same port over the same folder, and waits until it listens. */
    public synchronized void startAgain() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("s3proxy.log").toFile()))
                .start();
        process = started;
        Polling.until("s3proxy listens, see " + folder.resolve("s3proxy.log"), START_MAX, () -> {
            if (!started.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("s3proxy.log")));
            }
            return listens();
        });
    }

    private boolean listens() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        }
    }

    /** Kills the process, as a power cut would. */
    public synchronized void kill() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("s3proxy does not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return port;
    }

    /** Where the objects are, for the filesystem backend. */
    public Path data() {
        return folder.resolve("data");
    }

    public URI endpoint() {
        return URI.create(
                configuration.containsKey("s3proxy.secure-endpoint")
                        ? configuration.get("s3proxy.secure-endpoint")
                        : configuration.get("s3proxy.endpoint"));
    }

    /** Makes a bucket that nobody used before. */
    public String newBucket() {
        return newBucket(endpoint());
    }

    /** Likewise, in whatever s3proxy has the {@link #CREDENTIALS} and answers there. */
    public static String newBucket(URI endpoint) {
        return newBucket(endpoint, Dns.SYSTEM);
    }

    /** Likewise, with the host's name looked up there. */
    public static String newBucket(URI endpoint, Dns names) {
        String bucket = "bucket-%d-%d".formatted(ProcessHandle.current().pid(), BUCKETS.incrementAndGet());
        try (MinioClient client = MinioClient.builder()
                .endpoint(endpoint.toString())
                .region("us-east-1")
                .credentials(CREDENTIALS.accessKey(), CREDENTIALS.secretKey())
                .httpClient(new OkHttpClient.Builder().dns(names).build(), true)
                .build()) {
            if (endpoint.getScheme().equals("https")) {
                client.ignoreCertCheck();
            }
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            return bucket;
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a bucket in s3proxy", e);
        }
    }

    /** Settings for a new bucket, reached directly. */
    public S3Settings newSettings() {
        return S3Settings.of(endpoint(), newBucket(), CREDENTIALS);
    }

    /** Settings for a new bucket, reached through this proxy. */
    public S3Settings newSettings(FaultProxy proxy) {
        return S3Settings.of(URI.create("http://127.0.0.1:" + proxy.port()), newBucket(), CREDENTIALS);
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleteTree(Path root) {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
