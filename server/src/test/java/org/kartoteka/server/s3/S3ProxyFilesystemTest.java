package org.kartoteka.server.s3;

import org.kartoteka.server.servers.S3ProxyServer;

final class S3ProxyFilesystemTest extends S3ProxyContract {
    S3ProxyFilesystemTest() {
        super(S3ProxyServer.Backend.FILESYSTEM);
    }
}
