package org.kartoteka.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.s3.S3Settings;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.LocalElasticsearch;
import org.kartoteka.server.servers.S3ProxyServer;
import org.kartoteka.server.wiring.SearchClusterSettings;
import picocli.CommandLine;

/** The command, against s3proxy and Elasticsearch. */
@ExtendWith(ElasticsearchServer.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class VerifyCommandTest {
    /** What asks and changes nothing; a held view of the index is let go by {@code DELETE /_pit}. */
    private static final String READS = "(GET|HEAD) .*|POST /[^ ]*(_search|_count|_pit|_mget)[? ].*|DELETE /_pit .*";

    @TempDir
    private Path data;

    private final LocalElasticsearch node;
    private S3Settings bucket;
    private FaultProxy store;
    private FaultProxy cluster;
    private final StringWriter err = new StringWriter();

    VerifyCommandTest(LocalElasticsearch node) {
        this.node = node;
    }

    @BeforeEach
    void fileSomeDocuments() throws IOException {
        S3ProxyServer server = S3ProxyServer.shared(S3ProxyServer.Backend.FILESYSTEM);
        bucket = server.newSettings();
        store = FaultProxy.toPort(server.port());
        cluster = FaultProxy.toPort(node.port());
        Path access =
                Files.writeString(data.resolve("access"), bucket.credentials().accessKey());
        Path secret =
                Files.writeString(data.resolve("secret"), bucket.credentials().secretKey());
        Files.writeString(data.resolve("kartoteka.properties"), """
                profile=clustered
                node.name=one
                elasticsearch.urls=http://127.0.0.1:%d
                elasticsearch.index-prefix=%s
                elasticsearch.replicas=0
                broker.url=tcp://127.0.0.1:61616
                s3.endpoint=http://127.0.0.1:%d
                s3.bucket=%s
                s3.access-key-file=%s
                s3.secret-key-file=%s
                """.formatted(
                        cluster.port(), bucket.bucket(), store.port(), bucket.bucket(), access, secret));
        try (S3ObjectStore objects = S3ObjectStore.open(bucket)) {
            SmallArchive.build(SmallArchive.open(objects));
        }
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        cluster.close();
        node.ask("DELETE", "/" + bucket.bucket() + "-documents-v*");
    }

    @Test
    void asksBucketAndIndexAndChangesNothingThere() throws IOException {
        try (S3ObjectStore objects = S3ObjectStore.open(bucket);
                ElasticsearchIndex index =
                        SearchClusterSettings.open(SettingsFile.read(data.resolve("kartoteka.properties")))) {
            Archive archive = SmallArchive.open(objects);
            assertThat(archive.reindex().run(index, _ -> {})).isEqualTo(2);
        }
        store.traffic().reset();
        cluster.traffic().reset();

        assertThat(verify()).as(err.toString()).isZero();

        assertThat(store.traffic().requestLines()).isNotEmpty().allMatch(line -> line.matches("(GET|HEAD) .*"));
        assertThat(cluster.traffic().requestLines()).isNotEmpty().allMatch(line -> line.matches(READS));
    }

    @Test
    void makesNoIndexWhereThereIsNone() {
        assertThat(verify()).isEqualTo(1);

        assertThat(err.toString()).contains("the search index is missing").doesNotContain("\tat ");
        assertThat(node.ask("GET", "/_cat/indices/" + bucket.bucket() + "*?h=index"))
                .isBlank();
    }

    private int verify() {
        return new CommandLine(new VerifyCommand())
                .setExecutionExceptionHandler(new Failures())
                .setErr(new PrintWriter(err))
                .execute("--data", data.toString());
    }
}
