package org.kartoteka.server.config;

import static org.kartoteka.server.config.Limits.between;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The search engine of a clustered archive. The adapter checks what is written here further.
 *
 * @param user signs in with the password in {@code passwordFile}, or in the environment variable
 *     KARTOTEKA_ELASTICSEARCH_PASSWORD; empty = by API key, or not at all
 * @param apiKeyFile has an API key; empty = the environment variable KARTOTEKA_ELASTICSEARCH_API_KEY, where it is set
 * @param caFile further certificates to trust, in PEM; empty = none
 * @param indexPrefix begins the names of the archive's indexes and aliases
 */
public record ElasticsearchAccess(
        @DefaultValue List<String> urls,
        @DefaultValue("") String user,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String apiKeyFile,
        @DefaultValue("") String caFile,
        @DefaultValue("kartoteka") String indexPrefix,
        @DefaultValue("1") int shards,
        @DefaultValue("1") int replicas,
        @DefaultValue("5") int connectTimeoutSeconds,
        @DefaultValue("30") int requestTimeoutSeconds,
        @DefaultValue("8") int bulkMebibytes) {
    public ElasticsearchAccess {
        urls = List.copyOf(urls);
        between("elasticsearch.shards", shards, 1, 64);
        between("elasticsearch.replicas", replicas, 0, 8);
        between("elasticsearch.connect-timeout-seconds", connectTimeoutSeconds, 1, 300);
        between("elasticsearch.request-timeout-seconds", requestTimeoutSeconds, 1, 600);
        between("elasticsearch.bulk-mebibytes", bulkMebibytes, 1, 64);
    }
}
