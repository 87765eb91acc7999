package org.kartoteka.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.server.config.ElasticsearchAccess;
import org.kartoteka.server.config.InvalidSettings;
import org.kartoteka.server.config.Secrets;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.elasticsearch.ElasticsearchEntries;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.elasticsearch.ElasticsearchSettings;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.search.OperatedIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Store and search of a clustered archive, as the settings have them. */
@Configuration(proxyBeanMethods = false)
public class ClusteredAdapters {
    @Bean(destroyMethod = "close")
    ObjectStore objectStore(Settings settings) throws IOException {
        return openStore(settings);
    }

    @Bean(destroyMethod = "close")
    OperatedIndex searchIndex(Settings settings) {
        return openIndex(settings);
    }

    /** The bucket. */
    public static S3ObjectStore openStore(Settings settings) throws IOException {
        return S3ObjectStore.open(BucketSettings.of(settings.s3()));
    }

    /** The bucket, for who only reads. */
    public static S3ObjectStore openStoreToRead(Settings settings) throws IOException {
        return S3ObjectStore.openToRead(BucketSettings.of(settings.s3()));
    }

    /** The index. */
    public static ElasticsearchIndex openIndex(Settings settings) {
        return ElasticsearchIndex.open(elasticsearch(settings));
    }

    /** The index, for who only reads what it holds. */
    public static ElasticsearchEntries openEntries(Settings settings) {
        return ElasticsearchEntries.open(elasticsearch(settings));
    }

    private static ElasticsearchSettings elasticsearch(Settings settings) {
        return elasticsearch(
                settings.elasticsearch(), Duration.ofMillis(settings.search().queryTimeoutMilliseconds()));
    }

    private static ElasticsearchSettings elasticsearch(ElasticsearchAccess access, Duration queryTimeLimit) {
        return new ElasticsearchSettings(
                access.urls().stream()
                        .map(url -> uri("elasticsearch.urls", url))
                        .toList(),
                signIn(access),
                file(access.caFile()),
                access.indexPrefix(),
                access.shards(),
                access.replicas(),
                Duration.ofSeconds(access.connectTimeoutSeconds()),
                Duration.ofSeconds(access.requestTimeoutSeconds()),
                access.bulkMebibytes(),
                queryTimeLimit);
    }

    private static ElasticsearchSettings.Access signIn(ElasticsearchAccess access) {
        if (!access.user().isBlank()) {
            return new ElasticsearchSettings.Password(
                    access.user(),
                    secret(access.passwordFile(), "KARTOTEKA_ELASTICSEARCH_PASSWORD", "elasticsearch.password-file"));
        }
        return Secrets.find(access.apiKeyFile(), "KARTOTEKA_ELASTICSEARCH_API_KEY")
                .<ElasticsearchSettings.Access>map(ElasticsearchSettings.ApiKey::new)
                .orElseGet(ElasticsearchSettings.Anonymous::new);
    }

    private static String secret(String file, String variable, String key) {
        return Secrets.find(file, variable)
                .orElseThrow(() ->
                        new InvalidSettings(key + " or the environment variable " + variable + " must be set", null));
    }

    private static URI uri(String key, String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(key + " must be an address such as https://host:port", e);
        }
    }

    private static Optional<Path> file(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
