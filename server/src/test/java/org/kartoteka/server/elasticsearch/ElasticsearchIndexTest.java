package org.kartoteka.server.elasticsearch;

import java.net.URI;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;

@ExtendWith(ElasticsearchServer.class)
final class ElasticsearchIndexTest extends ElasticsearchContract {
    private final LocalElasticsearch node;

    ElasticsearchIndexTest(LocalElasticsearch node) {
        this.node = node;
    }

    @Override
    URI url() {
        return node.url();
    }
}
