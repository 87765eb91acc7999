package org.kartoteka.server.elasticsearch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the cluster is reached and how the index lies in it. Its text tells no secret.
 *
 * @param urls of nodes of the cluster, {@code http} or {@code https}; any of them may be away
 * @param access how this program says who it is
 * @param caFile certificates in PEM that sign those of the cluster; empty = those that the JDK trusts
 * @param indexPrefix in front of every index and alias of this archive: lower-case letters, digits, {@code -} and {@code _},
 *     beginning with a letter or digit, at most 64
 * @param shards primary shards of a new index, 1 to 64
 * @param replicas copies of each shard, 0 to 8
 * @param connectTimeout longest wait for a connection
 * @param requestTimeout longest wait for an answer
 * @param bulkMiB largest request that carries documents, 1 to 64; twice as much may be under way
 * @param queryTimeLimit after which the cluster answers with what it has found
 */
public record ElasticsearchSettings(
        List<URI> urls,
        Access access,
        Optional<Path> caFile,
        String indexPrefix,
        int shards,
        int replicas,
        Duration connectTimeout,
        Duration requestTimeout,
        int bulkMiB,
        Duration queryTimeLimit) {
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    public ElasticsearchSettings {
        urls = List.copyOf(urls);
        require(!urls.isEmpty(), "no address of an Elasticsearch node is given");
        urls.forEach(ElasticsearchSettings::requireHttp);
        require(PREFIX.matcher(indexPrefix).matches(), "index prefix has other than a-z, 0-9, - and _: " + indexPrefix);
        require(shards >= 1 && shards <= 64, "number of shards is not within 1 to 64: " + shards);
        require(replicas >= 0 && replicas <= 8, "number of replicas is not within 0 to 8: " + replicas);
        require(bulkMiB >= 1 && bulkMiB <= 64, "bulk size is not within 1 to 64 MiB: " + bulkMiB);
        require(connectTimeout.isPositive(), "connect time-out is not positive: " + connectTimeout);
        require(requestTimeout.isPositive(), "request time-out is not positive: " + requestTimeout);
        require(queryTimeLimit.isPositive(), "query time limit is not positive: " + queryTimeLimit);
        require(
                queryTimeLimit.compareTo(requestTimeout) < 0,
                "query time limit " + queryTimeLimit + " is not below the request time-out " + requestTimeout);
    }

    /** Who this program is to the cluster. */
    public sealed interface Access {}

    /** A cluster without security: for tests, or behind a network of its own. */
    public record Anonymous() implements Access {}

    /** A user of the cluster. */
    public record Password(String user, String password) implements Access {
        @Override
        public String toString() {
            return "Password[user=" + user + ", password=…]";
        }
    }

    /** An API key as the cluster gave it, encoded. */
    public record ApiKey(String encoded) implements Access {
        @Override
        public String toString() {
            return "ApiKey[…]";
        }
    }

    /** Settings with what most want: one shard, one replica, 5 s to connect, 30 s to answer, 8 MiB, queries of 2 s. */
    public static ElasticsearchSettings of(List<URI> urls, Access access, String indexPrefix) {
        return new ElasticsearchSettings(
                urls,
                access,
                Optional.empty(),
                indexPrefix,
                1,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                8,
                Duration.ofSeconds(2));
    }

    private static void requireHttp(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean plain = url.getHost() != null && url.getUserInfo() == null;
        // The address itself is not told: a password may have been written into it.
        require(
                plain && (scheme.equals("http") || scheme.equals("https")),
                "address of an Elasticsearch node is not http(s)://host[:port], without user and password");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
