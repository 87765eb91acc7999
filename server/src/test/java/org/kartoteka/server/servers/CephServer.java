package org.kartoteka.server.servers;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.kartoteka.server.s3.S3Settings;

/**
 * A Ceph cluster of one, with its S3 gateway: the server that really enforces object lock. Its daemons must be installed
 * (Debian: {@code ceph-mon ceph-osd radosgw}). One for all tests of this JVM; it starts in about half a minute.
 */
public final class CephServer {
    public static final S3Settings.Credentials CREDENTIALS =
            new S3Settings.Credentials("test-access", "test-secret-never-to-be-told");

    private static final List<String> PROGRAMS =
            List.of("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "ceph", "monmaptool", "ceph-authtool");
    private static final int START_SECONDS_MAX = 400;
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static Optional<CephServer> shared = Optional.empty();

    private final Path folder;
    private final int port;
    private final String version;

    private CephServer(Path folder, int port, String version) {
        this.folder = folder;
        this.port = port;
        this.version = version;
    }

    /** What keeps it from running here, in words; empty where it can run. */
    public static Optional<String> missing() {
        for (String program : PROGRAMS) {
            if (!Files.isExecutable(Path.of("/usr/bin", program))) {
                return Optional.of(
                        "Ceph is not installed (no %s): apt-get install ceph-mon ceph-osd radosgw".formatted(program));
            }
        }
        return Optional.empty();
    }

    public static synchronized CephServer shared() throws IOException, InterruptedException {
        if (shared.isEmpty()) {
            shared = Optional.of(start());
        }
        return shared.get();
    }

    private static CephServer start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ceph-");
        int port = freePort();
        CephServer server = new CephServer(folder, port, installedVersion());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        Path script = folder.resolve("ceph.sh");
        try (InputStream in = CephServer.class.getResourceAsStream("ceph.sh")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Process starting = new ProcessBuilder(
                        "bash",
                        script.toString(),
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(freePort()),
                        CREDENTIALS.accessKey(),
                        CREDENTIALS.secretKey())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("start.log").toFile())
                .start();
        boolean ended = starting.waitFor(START_SECONDS_MAX, TimeUnit.SECONDS);
        String said = Files.readString(folder.resolve("start.log"));
        if (!ended || !said.contains("READY")) {
            starting.destroyForcibly();
            throw new IllegalStateException("Ceph did not start: " + said);
        }
        return server;
    }

    private static String installedVersion() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/usr/bin/radosgw", "--version").start();
        String text = new String(process.getInputStream().readAllBytes());
        process.waitFor(20, TimeUnit.SECONDS);
        String[] words = text.strip().split(" ");
        return words.length > 2 ? words[2] : text.strip();
    }

    public String version() {
        return version;
    }

    /** Settings for a new bucket. */
    public S3Settings newSettings(boolean objectLock) {
        String bucket = "bucket-%d-%d".formatted(ProcessHandle.current().pid(), BUCKETS.incrementAndGet());
        try (MinioClient client = client()) {
            client.makeBucket(MakeBucketArgs.builder()
                    .bucket(bucket)
                    .objectLock(objectLock)
                    .build());
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a bucket in Ceph", e);
        }
        return S3Settings.of(endpoint(), bucket, CREDENTIALS);
    }

    /** A client of its own, to look behind the adapter's back. */
    public MinioClient client() {
        return MinioClient.builder()
                .endpoint(endpoint().toString())
                .region("us-east-1")
                .credentials(CREDENTIALS.accessKey(), CREDENTIALS.secretKey())
                .build();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void stop() {
        for (String daemon : List.of("rgw.pid", "osd.pid", "mon.pid")) {
            try {
                long pid =
                        Long.parseLong(Files.readString(folder.resolve(daemon)).strip());
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            } catch (IOException | NumberFormatException _) {
                // It never came so far.
            }
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("cannot remove " + folder + ": " + e.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
