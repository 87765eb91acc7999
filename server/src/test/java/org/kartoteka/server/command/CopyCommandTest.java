package org.kartoteka.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.s3.S3Settings;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.S3ProxyServer;
import picocli.CommandLine;

/** The command, between folders and s3proxy. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class CopyCommandTest {
    @TempDir
    private Path temporary;

    private S3ProxyServer server;
    private S3Settings bucket;
    private String said = "";

    @BeforeEach
    void startServer() throws IOException {
        server = S3ProxyServer.shared(S3ProxyServer.Backend.FILESYSTEM);
        bucket = server.newSettings();
    }

    @Test
    void copiesAFolderToABucketAndBackToAnotherFolder() throws IOException {
        Path first = dataFolder("first", server.port());
        Path second = dataFolder("second", server.port());
        try (FilesystemObjectStore store = FilesystemObjectStore.open(first.resolve("archive"))) {
            SmallArchive.build(SmallArchive.open(store));
        }

        assertThat(run(first, "standalone", "clustered")).as(said).isZero();
        assertThat(said).contains("The copy is whole", "reindex");
        assertThat(run(second, "clustered", "standalone")).as(said).isZero();

        try (FilesystemObjectStore one = FilesystemObjectStore.open(first.resolve("archive"));
                FilesystemObjectStore two = FilesystemObjectStore.open(second.resolve("archive"));
                S3ObjectStore between = S3ObjectStore.open(bucket)) {
            assertThat(SmallArchive.snapshot(two)).isEqualTo(SmallArchive.snapshot(one));
            assertThat(SmallArchive.snapshot(between)).isEqualTo(SmallArchive.snapshot(one));
            assertThat(findings(between)).isEmpty();
        }
    }

    @Test
    void saysThatItBrokeOffAndGoesOnWhenRunAgain() throws IOException {
        Path folder;
        try (FaultProxy proxy = FaultProxy.toPort(server.port())) {
            folder = dataFolder("broken", proxy.port());
            try (FilesystemObjectStore store = FilesystemObjectStore.open(folder.resolve("archive"))) {
                SmallArchive.build(SmallArchive.open(store));
            }
            // What is not tried again: the store refuses one write in the middle.
            proxy.answerTo("PUT /" + bucket.bucket() + "/events/", 1, forbidden());

            assertThat(run(folder, "standalone", "clustered")).isEqualTo(1);
            assertThat(said).contains("run the same copy again");
            try (S3ObjectStore half = S3ObjectStore.open(bucket)) {
                assertThat(half.size(new ObjectKey("archive.json"))).isEmpty();
            }

            assertThat(run(folder, "standalone", "clustered")).as(said).isZero();
        }
        try (FilesystemObjectStore one = FilesystemObjectStore.open(folder.resolve("archive"));
                S3ObjectStore copy = S3ObjectStore.open(bucket)) {
            assertThat(SmallArchive.snapshot(copy)).isEqualTo(SmallArchive.snapshot(one));
        }
    }

    @Test
    void namesTheObjectThatTheTargetHasOtherwise() throws Exception {
        Path folder = dataFolder("changed", server.port());
        try (FilesystemObjectStore store = FilesystemObjectStore.open(folder.resolve("archive"))) {
            SmallArchive.build(SmallArchive.open(store));
        }
        assertThat(run(folder, "standalone", "clustered")).isZero();
        ObjectKey marker = new ObjectKey("todo/read/" + SmallArchive.WAITING);
        try (S3ObjectStore target = S3ObjectStore.open(bucket)) {
            target.delete(marker);
            target.create(marker, SmallArchive.content("other"));
        }

        assertThat(run(folder, "standalone", "clustered")).isEqualTo(1);

        assertThat(said).contains(marker + ": the target has other bytes", "1 findings");
    }

    private static org.kartoteka.server.servers.CannedAnswer forbidden() {
        return new org.kartoteka.server.servers.CannedAnswer(
                403,
                "Forbidden",
                "application/xml",
                "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>no</Message></Error>");
    }

    private Path dataFolder(String name, int port) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(name));
        Path access =
                Files.writeString(folder.resolve("access"), bucket.credentials().accessKey() + "\n");
        Path secret =
                Files.writeString(folder.resolve("secret"), bucket.credentials().secretKey() + "\n");
        Files.writeString(folder.resolve("kartoteka.properties"), """
                profile=clustered
                node.name=one
                elasticsearch.urls=http://127.0.0.1:9200
                broker.url=tcp://127.0.0.1:61616
                s3.endpoint=http://127.0.0.1:%d
                s3.bucket=%s
                s3.access-key-file=%s
                s3.secret-key-file=%s
                """.formatted(port, bucket.bucket(), access, secret));
        return folder;
    }

    private int run(Path folder, String from, String to) {
        StringWriter errors = new StringWriter();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            return new CommandLine(new CopyCommand())
                    .setExecutionExceptionHandler(new Failures())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setErr(new PrintWriter(errors))
                    .execute("--data", folder.toString(), "--from", from, "--to", to);
        } finally {
            System.setOut(before);
            said = output.toString(StandardCharsets.UTF_8) + errors;
        }
    }

    private static List<Finding> findings(ObjectStore store) {
        List<Finding> found = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), found::add);
        return found;
    }
}
