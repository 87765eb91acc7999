package org.kartoteka.server.s3;

import org.kartoteka.server.servers.S3ProxyServer;

final class S3ProxyFilesystemTest extends S3StoreContract.OverS3Proxy {
    S3ProxyFilesystemTest() {
        super(S3ProxyServer.Backend.FILESYSTEM);
    }
}
