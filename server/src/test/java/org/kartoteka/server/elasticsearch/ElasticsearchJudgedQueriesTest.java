package org.kartoteka.server.elasticsearch;

import org.junit.jupiter.api.extension.ExtendWith;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.server.search.JudgedQueries;
import org.kartoteka.server.servers.ElasticsearchServer;
import org.kartoteka.server.servers.LocalElasticsearch;

@ExtendWith(ElasticsearchServer.class)
final class ElasticsearchJudgedQueriesTest extends JudgedQueries {
    private final LocalElasticsearch node;

    ElasticsearchJudgedQueriesTest(LocalElasticsearch node) {
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
