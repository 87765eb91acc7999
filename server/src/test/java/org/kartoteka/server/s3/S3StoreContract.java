package org.kartoteka.server.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreContract;
import org.kartoteka.server.servers.S3ProxyServer;

/** The port's contract over a real S3 server; a subclass says over which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3StoreContract extends ObjectStoreContract {
    private final List<S3ObjectStore> opened = new ArrayList<>();
    private Optional<S3Settings> current = Optional.empty();

    /** A bucket that nobody used before. */
    abstract S3Settings newSettings() throws IOException;

    S3ObjectStore open(S3Settings settings) throws IOException {
        return S3ObjectStore.open(settings);
    }

    /** Which server it is, in which version. */
    abstract String server();

    /** Over one of s3proxy's back ends. */
    abstract static class OverS3Proxy extends S3StoreContract {
        private final S3ProxyServer.Backend backend;

        OverS3Proxy(S3ProxyServer.Backend backend) {
            this.backend = backend;
        }

        @Override
        S3Settings newSettings() throws IOException {
            return S3ProxyServer.shared(backend).newSettings().withKeyPrefix("archives/one/");
        }

        @Override
        String server() {
            return "s3proxy %s (%s)"
                    .formatted(S3ProxyServer.VERSION, backend.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @AfterAll
    final void sayWhatItWas() {
        if (current.isPresent()) {
            System.out.println("ObjectStoreContract ran against " + server());
        }
    }

    @Override
    protected final ObjectStore newStore() throws IOException {
        current = Optional.of(newSettings());
        return sameStoreAgain();
    }

    @Override
    protected final ObjectStore sameStoreAgain() throws IOException {
        S3ObjectStore store = open(current.orElseThrow());
        opened.add(store);
        return store;
    }

    @AfterEach
    final void closeStores() {
        opened.forEach(S3ObjectStore::close);
        opened.clear();
    }
}
