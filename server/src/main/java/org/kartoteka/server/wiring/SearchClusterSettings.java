package org.kartoteka.server.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.config.ElasticsearchAccess;
import org.kartoteka.server.config.InvalidSettings;
import org.kartoteka.server.config.Secrets;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.elasticsearch.ElasticsearchEntries;
import org.kartoteka.server.elasticsearch.ElasticsearchIndex;
import org.kartoteka.server.elasticsearch.ElasticsearchSettings;

/** The search cluster of the settings file, as the Elasticsearch adapter wants it. */
public final class SearchClusterSettings {
    private static final String PASSWORD = "KARTOTEKA_ELASTICSEARCH_PASSWORD";
    private static final String API_KEY = "KARTOTEKA_ELASTICSEARCH_API_KEY";

    private SearchClusterSettings() {}

    /**
     * Opens the index, or makes an empty one; a cluster that is away is tried again later.
     *
     * @throws InvalidSettings a value cannot be, or a secret is missing
     * @throws UserError the cluster cannot be used as it is; the message is a sentence
     */
    public static ElasticsearchIndex open(Settings settings) {
        ElasticsearchSettings cluster = of(settings);
        try {
            return ElasticsearchIndex.open(cluster);
        } catch (SearchUnavailable e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Opens what is searched, for who only reads what it holds; changes nothing.
     *
     * @throws InvalidSettings as {@link #open}
     * @throws SearchUnavailable there is no index to read, or the cluster is away
     */
    public static ElasticsearchEntries openEntries(Settings settings) {
        return ElasticsearchEntries.open(of(settings));
    }

    private static ElasticsearchSettings of(Settings settings) {
        ElasticsearchAccess access = settings.elasticsearch();
        try {
            return new ElasticsearchSettings(
                    access.urls().stream().map(SearchClusterSettings::uri).toList(),
                    signIn(access),
                    access.caFile().isBlank() ? Optional.empty() : Optional.of(Path.of(access.caFile())),
                    access.indexPrefix(),
                    access.shards(),
                    access.replicas(),
                    Duration.ofSeconds(access.connectTimeoutSeconds()),
                    Duration.ofSeconds(access.requestTimeoutSeconds()),
                    access.bulkMebibytes(),
                    Duration.ofMillis(settings.search().queryTimeoutMilliseconds()));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(String.valueOf(e.getMessage()), e);
        }
    }

    private static ElasticsearchSettings.Access signIn(ElasticsearchAccess access) {
        if (!access.user().isBlank()) {
            return new ElasticsearchSettings.Password(
                    access.user(), Secrets.require("elasticsearch.password-file", access.passwordFile(), PASSWORD));
        }
        return Secrets.find("elasticsearch.api-key-file", access.apiKeyFile(), API_KEY)
                .<ElasticsearchSettings.Access>map(ElasticsearchSettings.ApiKey::new)
                .orElseGet(ElasticsearchSettings.Anonymous::new);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings("elasticsearch.urls must be addresses such as https://host:port", e);
        }
    }
}
