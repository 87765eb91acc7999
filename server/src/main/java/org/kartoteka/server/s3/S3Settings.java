package org.kartoteka.server.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the bucket is and how it is spoken to.
 *
 * @param endpoint such as {@code https://s3.example.org:9000}; plain {@code http} only to the loopback address, unless
 *     {@code plainHttpAllowed}
 * @param keyPrefix put before every key, empty or ending with a slash, so that one bucket can hold several archives
 * @param region as the store names it; many take any
 * @param pathStyle whether the bucket goes into the path ({@code true}) or before the host name
 * @param caFile certificates in PEM that are trusted besides those of the Java runtime
 * @param objectLock how originals are locked against everyone; empty = not at all
 */
public record S3Settings(
        URI endpoint,
        String bucket,
        String keyPrefix,
        String region,
        Credentials credentials,
        boolean pathStyle,
        boolean plainHttpAllowed,
        Optional<Path> caFile,
        Limits limits,
        Optional<ObjectLock> objectLock) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern KEY_PREFIX = Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*");
    private static final int KEY_PREFIX_LENGTH_MAX = 256;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException a value is beyond its limits; the message is a sentence that names it */
    public S3Settings {
        String scheme = String.valueOf(endpoint.getScheme());
        String host = String.valueOf(endpoint.getHost());
        require(
                (scheme.equals("https") || scheme.equals("http"))
                        && endpoint.getHost() != null
                        && endpoint.getUserInfo() == null
                        && Set.of("", "/").contains(endpoint.getPath())
                        && endpoint.getQuery() == null,
                "the S3 endpoint must be like https://host or https://host:port, without path or user");
        require(
                scheme.equals("https") || LOOPBACK.contains(host) || plainHttpAllowed,
                "the S3 endpoint must be https, since documents would travel in the clear; plain http is for the loopback address, or must be allowed explicitly");
        require(BUCKET.matcher(bucket).matches(), "'%s' is not the name of an S3 bucket".formatted(bucket));
        require(
                keyPrefix.length() <= KEY_PREFIX_LENGTH_MAX
                        && KEY_PREFIX.matcher(keyPrefix).matches(),
                "the S3 key prefix must be empty, or segments of letters, digits, '.', '_' and '-', each with a slash after it");
        require(!region.isBlank(), "the S3 region must not be empty; where the store has none, us-east-1 does");
    }

    /** Settings with the usual limits, path style, no prefix and no object lock. */
    public static S3Settings of(URI endpoint, String bucket, Credentials credentials) {
        return new S3Settings(
                endpoint,
                bucket,
                "",
                "us-east-1",
                credentials,
                true,
                false,
                Optional.empty(),
                Limits.usual(),
                Optional.empty());
    }

    public S3Settings withKeyPrefix(String prefix) {
        return with(prefix, caFile, limits, objectLock);
    }

    public S3Settings withCaFile(Path file) {
        return with(keyPrefix, Optional.of(file), limits, objectLock);
    }

    public S3Settings withLimits(Limits others) {
        return with(keyPrefix, caFile, others, objectLock);
    }

    public S3Settings withObjectLock(ObjectLock lock) {
        return with(keyPrefix, caFile, limits, Optional.of(lock));
    }

    private S3Settings with(String prefix, Optional<Path> ca, Limits others, Optional<ObjectLock> lock) {
        return new S3Settings(
                endpoint, bucket, prefix, region, credentials, pathStyle, plainHttpAllowed, ca, others, lock);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The keys by which the store knows us. Its text form has no secret. */
    public record Credentials(String accessKey, String secretKey) {
        public Credentials {
            require(!accessKey.isBlank() && !secretKey.isBlank(), "the S3 access key and secret key must not be empty");
        }

        @Override
        public String toString() {
            return "Credentials[withheld]";
        }
    }

    /**
     * How long to wait, how often to try, how to cut.
     *
     * @param attempts how often a call is tried in all where the store says, or it seems, that it may succeed later
     * @param retrySeconds after so long no further attempt of a call begins
     * @param multipartThresholdMebibytes larger objects are sent in parts
     * @param partMebibytes size of a part: 5 at least, says S3. Up to four parts are in memory at once
     */
    public record Limits(
            int connectTimeoutSeconds,
            int readTimeoutSeconds,
            int writeTimeoutSeconds,
            int attempts,
            int retrySeconds,
            int multipartThresholdMebibytes,
            int partMebibytes) {
        public Limits {
            within("connect time-out in seconds", connectTimeoutSeconds, 1, 300);
            within("read time-out in seconds", readTimeoutSeconds, 1, 600);
            within("write time-out in seconds", writeTimeoutSeconds, 1, 600);
            within("attempts", attempts, 1, 20);
            within("seconds of trying again", retrySeconds, 1, 600);
            within("multipart threshold in MiB", multipartThresholdMebibytes, 5, 5_000);
            within("part size in MiB", partMebibytes, 5, 512);
        }

        public static Limits usual() {
            return new Limits(5, 30, 30, 5, 60, 64, 16);
        }

        private static void within(String what, int value, int min, int max) {
            require(value >= min && value <= max, "the S3 %s must be from %d to %d".formatted(what, min, max));
        }
    }

    /**
     * A lock that the store itself holds: until it ends, nobody can remove or replace an original, whatever key he has.
     *
     * @param legalHold whether originals are besides held without an end, until the hold is taken off in the store
     */
    public record ObjectLock(Mode mode, int retentionDays, boolean legalHold) {
        /** Who may shorten a retention: some users of the store with a special permission, or nobody at all. */
        public enum Mode {
            GOVERNANCE,
            COMPLIANCE
        }

        public ObjectLock {
            require(
                    retentionDays >= 1 && retentionDays <= 36_500,
                    "the S3 object lock must keep originals from 1 to 36500 days");
        }
    }
}
