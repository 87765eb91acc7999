package org.kartoteka.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.kartoteka.server.config.S3Access;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.s3.S3Settings;

/** The bucket of the settings file, as the S3 adapter wants it. */
public final class BucketSettings {
    private static final String ACCESS_KEY = "KARTOTEKA_S3_ACCESS_KEY";
    private static final String SECRET_KEY = "KARTOTEKA_S3_SECRET_KEY";

    private BucketSettings() {}

    /**
     * Reads the keys of access from their files, or from the environment where no file is named.
     *
     * @throws UserError no bucket or no key is named, or a value cannot be; the message is a sentence
     */
    public static S3Settings of(S3Access access) throws IOException {
        if (access.endpoint().isBlank() || access.bucket().isBlank()) {
            throw new UserError("the settings name no bucket: set profile=clustered, s3.endpoint and s3.bucket");
        }
        try {
            return new S3Settings(
                    URI.create(access.endpoint()),
                    access.bucket(),
                    access.prefix(),
                    access.region(),
                    new S3Settings.Credentials(
                            secret("s3.access-key-file", access.accessKeyFile(), ACCESS_KEY),
                            secret("s3.secret-key-file", access.secretKeyFile(), SECRET_KEY)),
                    access.pathStyle(),
                    access.plainHttpAllowed(),
                    access.caFile().isBlank() ? Optional.empty() : Optional.of(Path.of(access.caFile())),
                    new S3Settings.Limits(
                            access.connectTimeoutSeconds(),
                            access.readTimeoutSeconds(),
                            access.writeTimeoutSeconds(),
                            access.attempts(),
                            access.retrySeconds(),
                            access.multipartThresholdMebibytes(),
                            access.multipartMebibytes()),
                    lock(access));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<S3Settings.ObjectLock> lock(S3Access access) {
        if (access.objectLock().equals("none")) {
            return Optional.empty();
        }
        return Optional.of(new S3Settings.ObjectLock(
                S3Settings.ObjectLock.Mode.valueOf(access.objectLock().toUpperCase(Locale.ROOT)),
                access.retentionDays(),
                access.legalHold()));
    }

    private static String secret(String key, String file, String variable) throws IOException {
        if (!file.isBlank()) {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
        }
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new UserError("there is no key for the bucket: set %s to a file, or the environment variable %s"
                    .formatted(key, variable));
        }
        return value.strip();
    }
}
