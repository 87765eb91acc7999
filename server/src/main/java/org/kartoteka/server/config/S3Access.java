package org.kartoteka.server.config;

import static org.kartoteka.server.config.Limits.between;
import static org.kartoteka.server.config.Limits.oneOf;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bucket of a clustered archive. The adapter checks what is written here further.
 *
 * @param accessKeyFile has the access key; empty = the environment variable KARTOTEKA_S3_ACCESS_KEY
 * @param secretKeyFile likewise KARTOTEKA_S3_SECRET_KEY
 * @param caFile further certificates to trust, in PEM; empty = none
 * @param objectLock {@code none}, {@code governance} or {@code compliance}
 */
public record S3Access(
        @DefaultValue("") String endpoint,
        @DefaultValue("") String bucket,
        @DefaultValue("") String prefix,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String accessKeyFile,
        @DefaultValue("") String secretKeyFile,
        @DefaultValue("true") boolean pathStyle,
        @DefaultValue("false") boolean plainHttpAllowed,
        @DefaultValue("") String caFile,
        @DefaultValue("5") int connectTimeoutSeconds,
        @DefaultValue("30") int readTimeoutSeconds,
        @DefaultValue("30") int writeTimeoutSeconds,
        @DefaultValue("5") int attempts,
        @DefaultValue("60") int retrySeconds,
        @DefaultValue("64") int multipartThresholdMebibytes,
        @DefaultValue("16") int multipartMebibytes,
        @DefaultValue("none") String objectLock,
        @DefaultValue("3650") int retentionDays,
        @DefaultValue("false") boolean legalHold) {
    public S3Access {
        between("s3.connect-timeout-seconds", connectTimeoutSeconds, 1, 300);
        between("s3.read-timeout-seconds", readTimeoutSeconds, 1, 600);
        between("s3.write-timeout-seconds", writeTimeoutSeconds, 1, 600);
        between("s3.attempts", attempts, 1, 20);
        between("s3.retry-seconds", retrySeconds, 1, 600);
        between("s3.multipart-threshold-mebibytes", multipartThresholdMebibytes, 5, 5_000);
        between("s3.multipart-mebibytes", multipartMebibytes, 5, 512);
        oneOf("s3.object-lock", objectLock, List.of("none", "governance", "compliance"));
        between("s3.retention-days", retentionDays, 1, 36_500);
    }
}
