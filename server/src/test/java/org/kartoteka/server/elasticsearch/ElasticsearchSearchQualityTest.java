package org.kartoteka.server.elasticsearch;

import org.junit.jupiter.api.extension.ExtendWith;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.server.benchmark.search.SearchQuality;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;

@ExtendWith(ElasticsearchServer.class)
final class ElasticsearchSearchQualityTest extends SearchQuality {
    private final LocalElasticsearch node;

    ElasticsearchSearchQualityTest(LocalElasticsearch node) {
        this.node = node;
    }

    @Override
    protected SearchIndex open() {
        return ElasticsearchIndex.open(Archives.settings(node.url(), Archives.unusedPrefix()));
    }

    @Override
    protected void close(SearchIndex index) {
        ((ElasticsearchIndex) index).close();
    }
}
