package org.kartoteka.server.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.kartoteka.server.servers.CephServer;

/** The port's contract over Ceph's gateway. Skipped, with the reason, where Ceph is not installed. */
@Tag("ceph")
final class CephContractTest extends S3StoreContract {
    private CephServer server;

    @BeforeAll
    void startServer() throws IOException, InterruptedException {
        Optional<String> missing = CephServer.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        server = CephServer.shared();
    }

    @Override
    S3Settings newSettings() {
        return server.newSettings(false);
    }

    @Override
    String server() {
        return "Ceph RGW " + server.version();
    }
}
