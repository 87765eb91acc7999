package org.kartoteka.server.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreContract;
import org.kartoteka.server.servers.S3ProxyServer;

/** The port's contract over s3proxy; a subclass says with which of its back ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3ProxyContract extends ObjectStoreContract {
    private final S3ProxyServer.Backend backend;
    private final List<S3ObjectStore> opened = new ArrayList<>();
    private S3ProxyServer server;
    private S3Settings current;

    S3ProxyContract(S3ProxyServer.Backend backend) {
        this.backend = backend;
    }

    @BeforeAll
    final void startServer() throws IOException {
        server = S3ProxyServer.shared(backend);
    }

    @AfterAll
    final void sayWhatItWas() {
        System.out.printf(
                Locale.ROOT,
                "ObjectStoreContract ran against s3proxy %s (%s)%n",
                S3ProxyServer.VERSION,
                backend.name().toLowerCase(Locale.ROOT));
    }

    @Override
    protected final ObjectStore newStore() throws IOException {
        current = server.newSettings().withKeyPrefix("archives/one/");
        return sameStoreAgain();
    }

    @Override
    protected final ObjectStore sameStoreAgain() throws IOException {
        S3ObjectStore store = S3ObjectStore.open(current);
        opened.add(store);
        return store;
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(S3ObjectStore::close);
        opened.clear();
    }
}
