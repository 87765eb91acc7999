package org.kartoteka.server.elasticsearch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchIndexResultContract;

/** The contract of every search index, against a real cluster, wherever it runs. */
abstract class ElasticsearchContract extends SearchIndexResultContract {
    private String prefix = "";

    /** Of a node of the cluster. */
    abstract URI url();

    @Override
    protected final SearchIndex open() {
        prefix = Archives.unusedPrefix();
        return ElasticsearchIndex.open(Archives.settings(url(), prefix));
    }

    @Override
    protected final void close(SearchIndex opened) throws Exception {
        ((ElasticsearchIndex) opened).close();
        HttpRequest delete = HttpRequest.newBuilder(url().resolve("/" + prefix + "-documents-v*"))
                .DELETE()
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(delete, HttpResponse.BodyHandlers.discarding());
        }
    }
}
