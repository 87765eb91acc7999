package org.kartoteka.server.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.kartoteka.archive.Polling;

/**
 * One real Elasticsearch node with our plugin, on free ports of the loopback address, in a folder of its own that is deleted
 * at the end. It refuses to run as root: then it runs in a user namespace. It dies with this process.
 */
public final class LocalElasticsearch implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final long MEMORY_MIN_KIB = 1_500_000;

    /** When our end of its input closes, because we say so or are dead, the node is killed. */
    private static final String WATCHED =
            "exec 3<&0; \"$@\" </dev/null & pid=$!; (read _ <&3; kill -9 $pid) & wait $pid";

    private final HttpClient http;
    private final Optional<NodeSecurity> security;
    private final Path folder;
    private final Path home;
    private final int port;
    private Process process;

    private LocalElasticsearch(Path folder, Path home, int port, Optional<NodeSecurity> security) throws IOException {
        this.folder = folder;
        this.home = home;
        this.port = port;
        this.security = security;
        HttpClient.Builder client = HttpClient.newBuilder();
        if (security.isPresent()) {
            client.sslContext(security.get().context());
        }
        this.http = client.build();
        this.process = launch();
    }

    /** Why it cannot run on this machine; empty where it can. */
    public static Optional<String> obstacle() {
        try {
            if (!Files.exists(zip())) {
                return Optional.of("the distribution of Elasticsearch was not downloaded: " + zip());
            }
            if (!Files.exists(plugin())) {
                return Optional.of("the plugin was not built: " + plugin());
            }
            if (isRoot() && run("unshare", "--user", "--map-user=4242", "--map-group=4242", "true") != 0) {
                return Optional.of("Elasticsearch does not run as root, and there are no user namespaces");
            }
            return availableKib() < MEMORY_MIN_KIB
                    ? Optional.of("less than " + MEMORY_MIN_KIB + " KiB of memory are available")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot find out whether Elasticsearch runs here: " + e.getMessage());
        }
    }

    /** Unpacks a node below this folder, starts it and waits until it answers. */
    static LocalElasticsearch start(Path parent) throws IOException {
        return start(parent, Optional.empty());
    }

    /** As {@link #start(Path)}, with security on, and TLS by this authority. What is asked by {@link #ask} is asked as administrator. */
    public static LocalElasticsearch startSecured(Path parent, LocalAuthority authority) throws IOException {
        return start(parent, Optional.of(new NodeSecurity(authority)));
    }

    private static LocalElasticsearch start(Path parent, Optional<NodeSecurity> security) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "node-");
        unzip(zip(), folder);
        Path home;
        try (Stream<Path> children = Files.list(folder)) {
            home = children.findFirst().orElseThrow();
        }
        unzip(plugin(), Files.createDirectories(home.resolve("plugins/kartoteka-analysis")));
        try (Stream<Path> programs = Files.list(home.resolve("bin"))) {
            programs.forEach(program -> program.toFile().setExecutable(true, false));
        }
        Files.createDirectories(folder.resolve("tmp"));
        int port = freePort();
        // Security on or off before the first start: later it would be configured by itself.
        String secured = security.isPresent() ? security.get().configure(home) : "xpack.security.enabled: false\n";
        Files.writeString(home.resolve("config/elasticsearch.yml"), """
                cluster.name: kartoteka-test
                node.name: local
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                xpack.ml.enabled: false
                cluster.routing.allocation.disk.threshold_enabled: false
                action.destructive_requires_name: false
                %s""".formatted(port, freePort(), secured));
        LocalElasticsearch node = new LocalElasticsearch(folder, home, port, security);
        node.await();
        return node;
    }

    public URI url() {
        return URI.create((security.isPresent() ? "https" : "http") + "://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    public String version() {
        return System.getProperty("elasticsearch.version", "?");
    }

    /** As when the power fails, but for the disk. */
    public void kill() throws IOException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        stopShell();
        all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    /** Starts the killed node again on the same port, and waits until it answers. */
    public void startAgain() throws IOException {
        Files.deleteIfExists(home.resolve("data/node.lock"));
        process = launch();
        await();
    }

    /** The body of the answer to a request without a body. */
    public String ask(String method, String path) {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.noBody());
        return askAsAdministrator(request);
    }

    /** The body of the answer to a request with JSON. */
    public String ask(String method, String path, String json) {
        HttpRequest.Builder request = request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        return askAsAdministrator(request);
    }

    private String askAsAdministrator(HttpRequest.Builder request) {
        security.ifPresent(known -> request.header("Authorization", known.authorization()));
        return send(request).body();
    }

    /** The status of the answer to a request without a body, by somebody else. */
    public int statusFor(String authorization, String method, String path) {
        return send(request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Authorization", authorization))
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url().resolve(path)).timeout(ASK_LIMIT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHED, "sh"));
        if (isRoot()) {
            command.addAll(List.of("unshare", "--user", "--map-user=4242", "--map-group=4242"));
        }
        command.add(home.resolve("bin/elasticsearch").toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ES_JAVA_OPTS", "-Xms512m -Xmx512m -XX:-AlwaysPreTouch -XX:TieredStopAtLevel=1");
        builder.environment().put("ES_TMPDIR", folder.resolve("tmp").toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private void await() throws IOException {
        try {
            Polling.until("Elasticsearch answers", START_LIMIT, () -> !process.isAlive() || isReady());
        } catch (IllegalStateException e) {
            String end = logEnd();
            close();
            throw new IOException("Elasticsearch was not ready after " + START_LIMIT + ": " + end, e);
        }
        if (!process.isAlive()) {
            throw new IOException("Elasticsearch ended: " + logEnd());
        }
    }

    private boolean isReady() {
        return ask("GET", "/_cluster/health?wait_for_status=yellow&timeout=2s").contains("\"timed_out\":false");
    }

    private Path log() {
        return folder.resolve("output.log");
    }

    private String logEnd() throws IOException {
        List<String> lines = Files.readAllLines(log(), UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    private void stopShell() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Kills the node and deletes its folder. */
    @Override
    public void close() throws IOException {
        kill();
        http.close();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path zip() {
        return Path.of(System.getProperty("elasticsearch.zip", "target/elasticsearch-dist/elasticsearch.zip"));
    }

    private static Path plugin() {
        return Path.of(System.getProperty("elasticsearch.plugin", "../analysis/target/plugin.zip"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static long availableKib() throws IOException {
        Path memory = Path.of("/proc/meminfo");
        if (!Files.exists(memory)) {
            return Long.MAX_VALUE;
        }
        return Files.readAllLines(memory).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static int run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void unzip(Path zip, Path into) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip), 1 << 16))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("zip entry leads outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }
}
