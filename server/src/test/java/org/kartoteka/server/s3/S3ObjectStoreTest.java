package org.kartoteka.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.server.servers.FaultProxy;
import org.kartoteka.server.servers.S3ProxyServer;

/** What the S3 adapter adds to the contract; against s3proxy over a folder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class S3ObjectStoreTest {
    private static final S3Settings.Limits SMALL_PARTS = new S3Settings.Limits(5, 30, 30, 5, 60, 5, 5);

    private S3ProxyServer server;
    private FaultProxy proxy;
    private S3Settings settings;
    private S3ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        server = S3ProxyServer.shared(S3ProxyServer.Backend.FILESYSTEM);
        proxy = FaultProxy.toPort(server.port());
        settings = server.newSettings(proxy).withKeyPrefix("tenant/").withLimits(SMALL_PARTS);
        store = S3ObjectStore.open(settings);
        proxy.traffic().reset();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        proxy.close();
    }

    @Test
    void findsAllAbilitiesOfAGoodStoreAndLeavesNothingBehind() throws Exception {
        S3Abilities abilities = store.abilities();

        assertThat(abilities.createIfAbsent()).isTrue();
        assertThat(abilities.createIfAbsentInParts()).isTrue();
        assertThat(abilities.digestVerified()).isTrue();
        assertThat(abilities.checksumVerified()).isTrue();
        assertThat(abilities.ranges()).isTrue();
        assertThat(abilities.orderedListing()).isTrue();
        assertThat(abilities.readAfterWrite()).isTrue();
        assertThat(abilities.sentences())
                .hasSize(9)
                .allMatch(line -> line.startsWith("yes: ") || line.startsWith("no: "));
        assertThat(namesInBucket()).isEmpty();
    }

    @Test
    void sendsEachObjectInAsFewRequestsAsItCan() throws IOException {
        ObjectKey key = new ObjectKey("a");
        assertThat(requests(() -> store.create(key, content(100)))).isEqualTo(1);
        assertThat(requests(() -> store.create(new ObjectKey("b"), content(3 << 20))))
                .isEqualTo(1);
        assertThat(requests(() -> store.create(new ObjectKey("c"), content(12 << 20))))
                .isEqualTo(2 + 3);
        assertThat(requests(() -> read(key))).isEqualTo(1);
        assertThat(requests(() -> store.size(key))).isEqualTo(1);
        assertThat(requests(() -> store.list("", "", 1000))).isEqualTo(1);
        assertThat(requests(() -> store.delete(key))).isEqualTo(1);
    }

    @Test
    void keepsObjectsOfAllSizesWholeWithTheirDigestBeside() throws Exception {
        for (int size : new int[] {0, 1, 1 << 20, (1 << 20) + 1, 5 << 20, (5 << 20) + 1, 10 << 20, 11 << 20}) {
            ObjectContent content = content(size);
            ObjectKey key = new ObjectKey("originals/size-" + size);

            store.create(key, content);

            try (InputStream in = store.open(key)) {
                assertThat(Digest.of(in)).as("%d bytes", size).isEqualTo(content.digest());
            }
            assertThat(store.size(key)).hasValue(size);
            assertThat(metadataDigest(key)).isEqualTo(content.digest().hex());
            assertThatThrownBy(() -> store.create(key, content)).isInstanceOf(ObjectStoreException.AlreadyExists.class);
        }
    }

    @Test
    void refusesLargeContentThatIsNotWhatItSaysAndStoresNothing() throws Exception {
        for (int size : new int[] {2 << 20, 12 << 20}) {
            byte[] bytes = new byte[size];
            ObjectContent wrong =
                    new ObjectContent.Known(size, Digest.of(new byte[1]), () -> new ByteArrayInputStream(bytes));
            ObjectContent longer =
                    new ObjectContent.Known(size - 7, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));

            assertThatThrownBy(() -> store.create(new ObjectKey("x"), wrong))
                    .isInstanceOf(ObjectStoreException.Corrupt.class);
            assertThatThrownBy(() -> store.create(new ObjectKey("x"), longer))
                    .isInstanceOf(ObjectStoreException.Corrupt.class);
        }
        assertThat(namesInBucket()).isEmpty();
    }

    @Test
    void noticesContentThatChangesBetweenTwoReadings() {
        byte[] bytes = new byte[2 << 20];
        byte[] changed = bytes.clone();
        changed[changed.length - 1] = 1;
        AtomicInteger readings = new AtomicInteger();
        ObjectContent changing = new ObjectContent.Known(
                bytes.length,
                Digest.of(bytes),
                () -> new ByteArrayInputStream(readings.getAndIncrement() == 0 ? bytes : changed));

        assertThatThrownBy(() -> store.create(new ObjectKey("x"), changing))
                .isInstanceOf(ObjectStoreException.Corrupt.class);
        assertThat(readings.get()).isGreaterThan(1);
        assertThat(store.size(new ObjectKey("x"))).isEmpty();
    }

    @Test
    void listsMoreThanOnePageAndPassesOverWhatIsNoKey() throws Exception {
        try (MinioClient client = client()) {
            for (int i = 0; i < 1005; i++) {
                put(client, "tenant/k/%04d".formatted(i));
            }
            put(client, "tenant/two words.txt");
            put(client, "another-tenant/archive.json");
        }

        List<ObjectKey> all = store.list("", "", 2000);

        assertThat(all).hasSize(1005).isSorted();
        assertThat(store.list("k/", "k/0999", 3))
                .extracting(ObjectKey::value)
                .containsExactly("k/1000", "k/1001", "k/1002");
    }

    @Test
    void saysThatTheBucketOrTheKeysAreWrongWithoutTellingASecret() {
        S3Settings noBucket = S3Settings.of(settings.endpoint(), "no-such-bucket", settings.credentials());
        S3Settings wrongKeys = S3Settings.of(
                settings.endpoint(),
                settings.bucket(),
                new S3Settings.Credentials(settings.credentials().accessKey(), "another-secret-of-ours"));

        assertThatThrownBy(() -> S3ObjectStore.open(noBucket))
                .isInstanceOf(ObjectStoreException.Unavailable.class)
                .hasMessageContaining("no-such-bucket");
        assertThatThrownBy(() -> S3ObjectStore.open(wrongKeys))
                .isInstanceOf(ObjectStoreException.Unavailable.class)
                .hasMessageContaining("403")
                .satisfies(e -> assertThat(everythingAbout(e)).doesNotContain("another-secret-of-ours"));
    }

    @Test
    void saysWhereNobodyListens() throws IOException {
        S3Settings.Limits once = new S3Settings.Limits(1, 1, 1, 1, 1, 5, 5);
        S3Settings nobody = S3Settings.of(URI.create("http://127.0.0.1:1"), "bucket", settings.credentials())
                .withLimits(once);

        assertThatThrownBy(() -> S3ObjectStore.open(nobody))
                .isInstanceOf(ObjectStoreException.Unavailable.class)
                .hasMessageContaining("http://127.0.0.1:1");
    }

    @Test
    void speaksTlsToAStoreWhoseAuthorityItWasGiven(@TempDir Path folder) throws Exception {
        Path keyStore = folder.resolve("store.p12");
        Path certificate = folder.resolve("ca.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "s3",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "s3",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                "changeit",
                "-file",
                certificate.toString());
        try (S3ProxyServer tls = S3ProxyServer.startWithTls(folder, keyStore, "changeit")) {
            S3Settings plain = tls.newSettings();

            assertThatThrownBy(() -> S3ObjectStore.open(plain))
                    .isInstanceOf(ObjectStoreException.Unavailable.class)
                    .hasMessageContaining("CA file");
            try (S3ObjectStore trusting = S3ObjectStore.open(plain.withCaFile(certificate))) {
                trusting.create(new ObjectKey("a"), content(2 << 20));
                assertThat(trusting.size(new ObjectKey("a"))).hasValue(2 << 20);
                assertThat(trusting.abilities().digestVerified()).isTrue();
            }
        }
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile("keytool", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private void read(ObjectKey key) {
        try (InputStream in = store.open(key)) {
            in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int requests(Runnable work) {
        proxy.traffic().reset();
        work.run();
        return proxy.traffic().requestLines().size();
    }

    private static ObjectContent content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return ObjectContent.of(bytes);
    }

    private String metadataDigest(ObjectKey key) throws Exception {
        try (MinioClient client = client()) {
            return client.statObject(StatObjectArgs.builder()
                            .bucket(settings.bucket())
                            .object("tenant/" + key.value())
                            .build())
                    .headers()
                    .get(ObjectWriter.METADATA_DIGEST);
        }
    }

    private List<String> namesInBucket() throws Exception {
        List<String> names = new ArrayList<>();
        try (MinioClient client = client()) {
            for (var item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(settings.bucket())
                    .recursive(true)
                    .build())) {
                names.add(item.get().objectName());
            }
        }
        return names;
    }

    private void put(MinioClient client, String name) throws Exception {
        byte[] bytes = "x".getBytes(UTF_8);
        client.putObject(PutObjectArgs.builder()
                .bucket(settings.bucket())
                .object(name)
                .data(bytes, bytes.length)
                .build());
    }

    private MinioClient client() {
        return MinioClient.builder()
                .endpoint(server.endpoint().toString())
                .region("us-east-1")
                .credentials(
                        settings.credentials().accessKey(),
                        settings.credentials().secretKey())
                .build();
    }

    private static String everythingAbout(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
