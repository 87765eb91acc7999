package org.kartoteka.server.s3;

import org.kartoteka.server.servers.S3ProxyServer;

final class S3ProxyTransientTest extends S3StoreContract.OverS3Proxy {
    S3ProxyTransientTest() {
        super(S3ProxyServer.Backend.TRANSIENT);
    }
}
