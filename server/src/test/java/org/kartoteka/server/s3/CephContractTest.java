package org.kartoteka.server.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreContract;
import org.kartoteka.server.servers.CephServer;

/** The port's contract over Ceph's gateway. Skipped, with the reason, where Ceph is not installed. */
@Tag("ceph")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CephContractTest extends ObjectStoreContract {
    private final List<S3ObjectStore> opened = new ArrayList<>();
    private CephServer server;
    private S3Settings current;

    @BeforeAll
    void startServer() throws IOException, InterruptedException {
        Optional<String> missing = CephServer.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        server = CephServer.shared();
    }

    @AfterAll
    void sayWhatItWas() {
        if (server != null) {
            System.out.println("ObjectStoreContract ran against Ceph RGW " + server.version());
        }
    }

    @Override
    protected ObjectStore newStore() throws IOException {
        current = server.newSettings(false);
        return sameStoreAgain();
    }

    @Override
    protected ObjectStore sameStoreAgain() throws IOException {
        S3ObjectStore store = S3ObjectStore.open(current);
        opened.add(store);
        return store;
    }

    @AfterEach
    void closeStores() {
        opened.forEach(S3ObjectStore::close);
        opened.clear();
    }
}
