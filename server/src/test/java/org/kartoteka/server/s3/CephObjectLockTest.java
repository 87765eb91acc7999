package org.kartoteka.server.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.batch.Originals;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.store.StoredBytes;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.s3.S3Settings.ObjectLock;
import org.kartoteka.server.servers.CephServer;
import org.kartoteka.server.servers.S3ProxyServer;

/** Retention and legal hold of originals, against the one server here that enforces them. */
@Tag("ceph")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class CephObjectLockTest {
    private static final S3Settings.Limits SMALL_PARTS = new S3Settings.Limits(5, 60, 60, 5, 60, 5, 5);
    private static final ObjectContent CONTENT = SmallArchive.LETTER_BYTES;
    private static final ObjectKey ORIGINAL = Originals.key(CONTENT.digest());
    private static final ObjectKey OTHER = new ObjectKey("arrivals/other.json");

    private CephServer server;

    @BeforeAll
    void startServer() throws IOException, InterruptedException {
        Optional<String> missing = CephServer.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        server = CephServer.shared();
        System.out.println("CephObjectLockTest ran against Ceph RGW " + server.version());
    }

    @Test
    void isRefusedSinceItsVersionedBucketsLetASecondWriterReplaceAnObject() {
        S3Settings settings = server.newSettings(true);

        assertThatThrownBy(() -> S3ObjectStore.open(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lets a second writer replace an object");
    }

    @Test
    void retainsOriginalsSoThatNobodyCanDeleteThem() throws Exception {
        S3Settings settings =
                server.newSettings(true).withObjectLock(new ObjectLock(ObjectLock.Mode.COMPLIANCE, 30, false));
        try (S3ObjectStore store = S3ObjectStore.unrefused(settings);
                MinioClient client = server.client()) {
            store.create(ORIGINAL, CONTENT);
            store.create(OTHER, CONTENT);

            assertThat(store.abilities().objectLock()).isTrue();
            assertThat(store.abilities().versioning()).isTrue();
            StatObjectResponse original = stat(client, settings, ORIGINAL);
            assertThat(original.lockMode()).isEqualTo(RetentionMode.COMPLIANCE);
            assertThat(original.lockRetainUntilDate())
                    .isAfter(Instant.now().atZone(ZoneOffset.UTC).plusDays(29));
            assertThatThrownBy(() -> remove(client, settings, ORIGINAL, original.versionId(), true))
                    .isInstanceOf(ErrorResponseException.class)
                    .hasMessageContaining("object lock");
            assertThat(stat(client, settings, OTHER).lockMode()).isNull();
        }
    }

    @Test
    void holdsOriginalsWithoutAnEndWhereThatIsConfigured() throws Exception {
        S3Settings settings =
                server.newSettings(true).withObjectLock(new ObjectLock(ObjectLock.Mode.GOVERNANCE, 1, true));
        try (S3ObjectStore store = S3ObjectStore.unrefused(settings);
                MinioClient client = server.client()) {
            store.create(ORIGINAL, CONTENT);

            StatObjectResponse original = stat(client, settings, ORIGINAL);
            assertThat(original.lockLegalHold().status()).isTrue();
            assertThatThrownBy(() -> remove(client, settings, ORIGINAL, original.versionId(), true))
                    .isInstanceOf(ErrorResponseException.class);
        }
    }

    @Test
    void locksLargeOriginalsToo() throws Exception {
        S3Settings settings = server.newSettings(true)
                .withLimits(SMALL_PARTS)
                .withObjectLock(new ObjectLock(ObjectLock.Mode.GOVERNANCE, 7, true));
        ObjectContent large = large();
        try (S3ObjectStore store = S3ObjectStore.unrefused(settings);
                MinioClient client = server.client()) {
            store.create(ORIGINAL, large);

            StatObjectResponse original = stat(client, settings, ORIGINAL);
            assertThat(original.lockMode()).isEqualTo(RetentionMode.GOVERNANCE);
            assertThat(original.lockLegalHold().status()).isTrue();
            assertThat(StoredBytes.measure(store, ORIGINAL).digest()).isEqualTo(large.digest());
        }
    }

    @Test
    void sendsLargeObjectsInOneRequestWhereInPartsTheyCouldBeReplaced() throws Exception {
        S3Settings settings = server.newSettings(false).withLimits(SMALL_PARTS);
        try (S3ObjectStore store = S3ObjectStore.open(settings)) {
            assertThat(store.abilities().createIfAbsent()).isTrue();
            assertThat(store.abilities().createIfAbsentInParts()).isFalse();

            store.create(ORIGINAL, large());

            assertThatThrownBy(() -> store.create(ORIGINAL, large()))
                    .isInstanceOf(ObjectStoreException.AlreadyExists.class);
        }
    }

    @Test
    void locksAnOriginalThatAnEarlierTryLeftUnlocked() throws Exception {
        S3Settings settings = server.newSettings(true);
        ObjectLock lock = new ObjectLock(ObjectLock.Mode.GOVERNANCE, 7, true);
        try (S3ObjectStore store = S3ObjectStore.unrefused(settings);
                MinioClient client = server.client();
                S3Calls calls = S3Calls.to(settings)) {
            store.create(ORIGINAL, CONTENT);
            assertThat(stat(client, settings, ORIGINAL).lockMode()).isNull();

            Optional<String> wrong = new ObjectLocks(
                            calls, new Retries(settings.limits()), lock, InstantSource.system())
                    .ensure(ORIGINAL.value());

            assertThat(wrong).isEmpty();
            assertThat(stat(client, settings, ORIGINAL).lockMode()).isEqualTo(RetentionMode.GOVERNANCE);
            assertThat(stat(client, settings, ORIGINAL).lockLegalHold().status())
                    .isTrue();
        }
    }

    @Test
    void archivesIntoABucketWithoutVersions() throws Exception {
        try (S3ObjectStore store = S3ObjectStore.open(server.newSettings(false))) {
            SmallArchive.build(SmallArchive.open(store));
            SmallArchive.build(SmallArchive.open(store));

            assertThat(findings(store)).isEmpty();
        }
    }

    @Test
    void refusesToStartWhereTheLockWouldNotHold() throws Exception {
        ObjectLock lock = new ObjectLock(ObjectLock.Mode.COMPLIANCE, 30, false);
        S3Settings noLockInBucket = server.newSettings(false).withObjectLock(lock);
        S3Settings noLockInStore = S3ProxyServer.shared(S3ProxyServer.Backend.FILESYSTEM)
                .newSettings()
                .withObjectLock(lock);

        for (S3Settings settings : List.of(noLockInBucket, noLockInStore)) {
            assertThatThrownBy(() -> S3ObjectStore.open(settings))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("object lock is configured");
        }
    }

    private static ObjectContent large() {
        byte[] bytes = new byte[12 << 20];
        new Random(5).nextBytes(bytes);
        return ObjectContent.of(bytes);
    }

    private static StatObjectResponse stat(MinioClient client, S3Settings settings, ObjectKey key) throws Exception {
        return client.statObject(StatObjectArgs.builder()
                .bucket(settings.bucket())
                .object(key.value())
                .build());
    }

    private static void remove(
            MinioClient client, S3Settings settings, ObjectKey key, String version, boolean bypassGovernance)
            throws Exception {
        client.removeObject(RemoveObjectArgs.builder()
                .bucket(settings.bucket())
                .object(key.value())
                .versionId(version)
                .bypassGovernanceMode(bypassGovernance)
                .build());
    }

    private static List<Finding> findings(S3ObjectStore store) {
        List<Finding> found = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), found::add);
        return found;
    }
}
