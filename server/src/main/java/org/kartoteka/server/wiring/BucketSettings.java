package org.kartoteka.server.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.server.config.InvalidSettings;
import org.kartoteka.server.config.S3Access;
import org.kartoteka.server.config.Secrets;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.s3.S3Settings;

/** The bucket of the settings file, as the S3 adapter wants it. */
public final class BucketSettings {
    private static final String ACCESS_KEY = "KARTOTEKA_S3_ACCESS_KEY";
    private static final String SECRET_KEY = "KARTOTEKA_S3_SECRET_KEY";

    private BucketSettings() {}

    /**
     * Opens the bucket, and tries the store out.
     *
     * @throws UserError as {@link #of}, or the store lacks an ability that the archive rests on
     * @throws ObjectStoreException.Unavailable the store cannot be reached, or refuses our keys
     */
    public static S3ObjectStore open(S3Access access) {
        S3Settings settings = of(access);
        try {
            return S3ObjectStore.open(settings);
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** As {@link #open}, for who only reads: the store is not tried out, and nothing is written. */
    public static S3ObjectStore openToRead(S3Access access) {
        S3Settings settings = of(access);
        try {
            return S3ObjectStore.openToRead(settings);
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the keys of access from their files, or from the environment where no file is named.
     *
     * @throws UserError no bucket is named, or a value cannot be; the message is a sentence
     * @throws InvalidSettings there is no key of access
     */
    static S3Settings of(S3Access access) {
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
                            Secrets.require("s3.access-key-file", access.accessKeyFile(), ACCESS_KEY),
                            Secrets.require("s3.secret-key-file", access.secretKeyFile(), SECRET_KEY)),
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
}
