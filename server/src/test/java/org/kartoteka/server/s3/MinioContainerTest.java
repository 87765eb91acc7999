package org.kartoteka.server.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The port's contract over MinIO's own server, where there is a container engine that has the image. It is never pulled. */
@Testcontainers(disabledWithoutDocker = true)
final class MinioContainerTest extends S3StoreContract {
    private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private static final S3Settings.Credentials CREDENTIALS =
            new S3Settings.Credentials("test-access", "test-secret-never-to-be-told");
    private static final int PORT = 9000;
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private GenericContainer<?> container;

    @BeforeAll
    void startServer() {
        assumeTrue(isPresent(), "the image is not present locally: " + IMAGE);
        container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withEnv(Map.of(
                        "MINIO_ROOT_USER", CREDENTIALS.accessKey(), "MINIO_ROOT_PASSWORD", CREDENTIALS.secretKey()))
                .withCommand("server", "/data")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(PORT));
        container.start();
    }

    private static boolean isPresent() {
        return !DockerClientFactory.instance()
                .client()
                .listImagesCmd()
                .withImageNameFilter(IMAGE)
                .exec()
                .isEmpty();
    }

    @AfterAll
    void stopServer() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    S3Settings newSettings() {
        URI endpoint = URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        try (MinioClient client = MinioClient.builder()
                .endpoint(endpoint.toString())
                .region("us-east-1")
                .credentials(CREDENTIALS.accessKey(), CREDENTIALS.secretKey())
                .build()) {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        } catch (Exception e) {
            throw new IllegalStateException("cannot make a bucket in MinIO", e);
        }
        return S3Settings.of(endpoint, bucket, CREDENTIALS);
    }

    @Override
    String server() {
        return IMAGE;
    }
}
