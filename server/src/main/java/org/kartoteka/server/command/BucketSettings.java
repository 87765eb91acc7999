package org.kartoteka.server.command;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.s3.S3Settings;

/** Where a command gets the bucket of the clustered profile from. */
@FunctionalInterface
interface BucketSettings {
    /** @throws UserError the settings name no bucket, or not as it must be */
    S3Settings of(DataFolder folder) throws IOException;

    /**
     * From the {@code s3.*} keys of the settings file. The keys of access are in files of their own, or in the environment
     * variables {@code KARTOTEKA_S3_ACCESS_KEY} and {@code KARTOTEKA_S3_SECRET_KEY}.
     */
    static S3Settings fromFile(DataFolder folder) throws IOException {
        Properties settings = new Properties();
        if (Files.exists(folder.settingsFile())) {
            try (Reader reader = Files.newBufferedReader(folder.settingsFile(), StandardCharsets.UTF_8)) {
                settings.load(reader);
            }
        }
        if (text(settings, "s3.endpoint", "").isEmpty()
                || text(settings, "s3.bucket", "").isEmpty()) {
            throw new UserError("the settings file %s names no bucket: set s3.endpoint and s3.bucket"
                    .formatted(folder.settingsFile()));
        }
        String ca = text(settings, "s3.ca-file", "");
        try {
            return new S3Settings(
                    URI.create(text(settings, "s3.endpoint", "")),
                    text(settings, "s3.bucket", ""),
                    text(settings, "s3.prefix", ""),
                    text(settings, "s3.region", "us-east-1"),
                    new S3Settings.Credentials(
                            secret(settings, "s3.access-key-file", "KARTOTEKA_S3_ACCESS_KEY"),
                            secret(settings, "s3.secret-key-file", "KARTOTEKA_S3_SECRET_KEY")),
                    Boolean.parseBoolean(text(settings, "s3.path-style", "true")),
                    Boolean.parseBoolean(text(settings, "s3.plain-http-allowed", "false")),
                    ca.isEmpty() ? Optional.empty() : Optional.of(Path.of(ca)),
                    S3Settings.Limits.usual(),
                    lock(settings));
        } catch (IllegalArgumentException e) {
            throw new UserError(folder.settingsFile() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<S3Settings.ObjectLock> lock(Properties settings) {
        String mode = text(settings, "s3.object-lock", "none").toUpperCase(Locale.ROOT);
        if (mode.equals("NONE")) {
            return Optional.empty();
        }
        return Optional.of(new S3Settings.ObjectLock(
                S3Settings.ObjectLock.Mode.valueOf(mode),
                Integer.parseInt(text(settings, "s3.retention-days", "3650")),
                Boolean.parseBoolean(text(settings, "s3.legal-hold", "false"))));
    }

    private static String text(Properties settings, String key, String otherwise) {
        return settings.getProperty(key, otherwise).strip();
    }

    private static String secret(Properties settings, String key, String variable) throws IOException {
        String file = text(settings, key, "");
        if (!file.isEmpty()) {
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
