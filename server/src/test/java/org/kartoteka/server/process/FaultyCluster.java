package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kartoteka.ingest.page.OddFiles;
import org.kartoteka.server.benchmark.NodeProcesses;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.LocalElasticsearch;
import org.kartoteka.server.servers.SmallDisk;
import org.kartoteka.server.wiring.BucketSettings;
import org.kartoteka.server.wiring.SearchClusterSettings;
import tools.jackson.databind.JsonNode;

/**
 * One node with all roles, in a process of its own, and a proxy that misbehaves between it and each of its servers. Knows
 * what was dropped into its inbox: born-digital letters and scans, no two alike, one document each.
 */
final class FaultyCluster implements AutoCloseable {
    private static final Duration SETTLED_MAX = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(60);

    /** After so long the build says what the node said meanwhile. */
    private static final Duration SLOW = Duration.ofSeconds(40);

    private static final int DISK_MEBIBYTES = 96;
    private static final int LETTERS = 2;

    private static final String[] IMPATIENCE = {
        "workers.count=1",
        "s3.connect-timeout-seconds=2",
        "s3.read-timeout-seconds=3",
        "s3.write-timeout-seconds=3",
        "s3.attempts=3",
        "s3.retry-seconds=10",
        "elasticsearch.connect-timeout-seconds=2",
        "elasticsearch.request-timeout-seconds=5",
        "broker.call-timeout-milliseconds=3000"
    };

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Path folder;
    private final Optional<SmallDisk> disk;
    private final ClusterServers servers;
    private final ClusterServers.Proxies proxies;
    private final NodeProcesses nodes;
    private final ServiceProcess node;
    private final RestCaller rest;
    private final ArchiveProof proof = new ArchiveProof();

    /** Starts all in the folder. The node is impatient with its servers, so that tests need not wait long. */
    FaultyCluster(Path folder, LocalElasticsearch search) throws IOException {
        this.folder = folder;
        try {
            this.disk = SmallDisk.mount(Files.createDirectories(ClusterServers.objects(folder)), DISK_MEBIBYTES);
            disk.ifPresent(opened::push);
            this.servers = ClusterServers.start(folder, search);
            opened.push(servers);
            this.proxies = servers.proxies();
            opened.push(proxies);
            this.nodes = new NodeProcesses(folder, servers.settings(proxies));
            opened.push(nodes);
            this.node = nodes.launch("node", "all", IMPATIENCE);
            this.rest = new RestCaller(node.awaitReady(), node.data());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The store's disk; empty where this process may not mount a small one. */
    Optional<SmallDisk> disk() {
        return disk;
    }

    ClusterServers servers() {
        return servers;
    }

    RestCaller rest() {
        return rest;
    }

    Path data() {
        return node.data();
    }

    FaultProxy store() {
        return proxies.store();
    }

    FaultProxy search() {
        return proxies.search();
    }

    FaultProxy broker() {
        return proxies.broker();
    }

    /** Ends all faults of the network. */
    void pass() {
        proxies.pass();
    }

    /** How requests begin that write objects there. */
    String put(String where) {
        return "PUT /" + servers.bucket() + "/" + where + "/";
    }

    /** Drops some letters that are read as they are, and a scan that must be recognised. */
    void dropSome(String fault) throws IOException {
        for (int i = 0; i < LETTERS; i++) {
            dropLetter(fault);
        }
        byte[] sample = Files.readAllBytes(ServiceProcess.root().resolve("ocr-models/samples/lv-termination-01.tif"));
        // Behind its end, where no reader of TIFF looks.
        byte[] scan = Arrays.copyOf(sample, sample.length + 2);
        scan[sample.length] = (byte) proof.count();
        drop("%02d-%s.tif".formatted(proof.count(), fault), scan);
    }

    void dropLetter(String fault) throws IOException {
        String text = "Labdien, šī ir vēstule ar kārtas numuru " + proof.count() + " par rēķinu.";
        drop("%02d-%s.docx".formatted(proof.count(), fault), OddFiles.docx(OddFiles.wordXml("", text)));
    }

    private void drop(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        proof.dropped(name, file);
        nodes.drop(file, name);
    }

    /** How many were dropped so far. */
    int dropped() {
        return proof.count();
    }

    /** Waits until the store has the first original of those dropped since the traffic was reset. */
    void awaitCapture() {
        await("the first original to be stored", () -> store().traffic().count(put("originals")) > 0);
    }

    /** Waits for something that comes soon. */
    void await(String what, BooleanSupplier condition) {
        await(what, SOON, condition);
    }

    private void await(String what, Duration max, BooleanSupplier condition) {
        try {
            node.await(what, max, condition);
        } catch (IllegalStateException e) {
            String status = new String(rest.get("/api/v1/status").body(), StandardCharsets.UTF_8);
            throw new AssertionError(status + "\n" + nodes.lastWords(), e);
        }
    }

    /** Waits until every file is archived and found; fails where that does not come, or any was set aside. */
    void settles(String after) {
        long begin = System.nanoTime();
        await("all to be archived and indexed after " + after, SETTLED_MAX, this::isSettled);
        JsonNode total = total();
        assertThat(total.path("seen").asInt()).as(after).isEqualTo(proof.count());
        assertThat(total.path("archived").asInt()).as(after).isEqualTo(proof.count());
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("node and faulty servers: settled %.1f s after %s%n", taken.toMillis() / 1e3, after);
        if (taken.compareTo(SLOW) > 0) {
            System.out.println(nodes.lastWords());
        }
    }

    /** A node that cannot reach its servers says so instead; then nothing is settled. */
    private boolean isSettled() {
        HttpResponse<byte[]> answer = rest.get("/api/v1/status");
        if (answer.statusCode() != 200) {
            return false;
        }
        JsonNode status = RestCaller.json(answer);
        JsonNode today = status.path("today");
        return today.path("seen").asInt() == proof.count()
                && today.path("waiting").asInt() == 0
                && status.path("filesWaiting").asInt() == 0
                && status.path("reading").path("waiting").asInt() == 0
                && status.path("indexing").path("waiting").asInt() == 0
                && status.path("documentsIndexed").asInt(-1) == proof.count();
    }

    private JsonNode total() {
        return rest.json("/api/v1/intake/balance").path("total");
    }

    int archived() {
        return total().path("archived").asInt();
    }

    int seen() {
        return total().path("seen").asInt();
    }

    /** The settings of the node. */
    Settings settings() throws IOException {
        return SettingsFile.read(node.data().resolve("kartoteka.properties"));
    }

    /** Stops the node when it has let go of all files, and proves that nothing was lost or doubled. */
    void stopAndProve() throws IOException {
        await(
                "all files to be let go",
                SETTLED_MAX,
                () -> ArchiveProof.files(nodes.shared().resolve("taken")).isEmpty());
        assertThat(node.stop()).isIn(0, 143);
        try (S3ObjectStore archive = BucketSettings.open(settings().s3());
                ElasticsearchIndex index = SearchClusterSettings.open(settings())) {
            proof.prove(archive, index, nodes.shared().resolve("done"), "node and faulty servers");
        }
    }

    /** Stops all, the last that was started first. */
    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IOException("cannot stop all of the cluster", e);
            }
        }
    }
}
