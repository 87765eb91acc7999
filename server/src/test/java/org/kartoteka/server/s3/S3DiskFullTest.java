package org.kartoteka.server.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.SmallArchive;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.servers.S3ProxyServer;
import org.kartoteka.server.servers.SmallDisk;

/** The store's disk is full: a real one, in memory, of four megabytes. Needs the right to mount. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class S3DiskFullTest {
    private static final S3Settings.Limits IMPATIENT = new S3Settings.Limits(2, 10, 10, 2, 5, 64, 16);

    @Test
    void refusesWhatDoesNotFitAndGoesOnWhenThereIsRoom(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Optional<SmallDisk> mounted = SmallDisk.mount(data, 4);
        assumeTrue(mounted.isPresent(), "may not mount a small disk");
        try (SmallDisk _ = mounted.orElseThrow();
                S3ProxyServer server = S3ProxyServer.start(S3ProxyServer.Backend.FILESYSTEM, folder)) {
            S3Settings settings = server.newSettings().withLimits(IMPATIENT);
            try (S3ObjectStore store = S3ObjectStore.open(settings)) {
                fillsUpAndGoesOn(store);
            }
        }
    }

    private static void fillsUpAndGoesOn(S3ObjectStore store) {
        ObjectKey ballast = new ObjectKey("ballast");
        ObjectKey large = new ObjectKey("originals/large");
        store.create(ballast, ObjectContent.of(new byte[2 << 20]));

        assertThatThrownBy(() -> store.create(large, ObjectContent.of(new byte[3 << 20])))
                .isInstanceOfSatisfying(
                        ObjectStoreException.Unavailable.class,
                        e -> assertThat(e.retryable()).isTrue());
        assertThat(store.size(large)).isEmpty();
        assertThat(store.list("", "", 10)).containsExactly(ballast);

        store.delete(ballast);
        SmallArchive.build(SmallArchive.open(store));
        List<Finding> findings = new ArrayList<>();
        new ArchiveVerifier(store).verify(Optional.empty(), findings::add);
        assertThat(findings).isEmpty();
        System.out.println("S3DiskFullTest ran against s3proxy " + S3ProxyServer.VERSION + " on a tmpfs of 4 MiB");
    }
}
