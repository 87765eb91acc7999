package org.kartoteka.server.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.minio.DisableObjectLegalHoldArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.store.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a tiny object and tries to delete it. The lock is a GOVERNANCE retention of a minute, and a legal hold where that
 * is configured; both end with the probe. Where our keys may not delete versions at all (as they should not), the object
 * stays as an old version below {@code .probe/}, under a delete marker.
 */
record LockProbe(S3Calls calls, String folder) {
    private static final Logger log = LoggerFactory.getLogger(LockProbe.class);
    private static final byte[] BYTES = "locked".getBytes(UTF_8);
    private static final int LOCKED_SECONDS = 60;

    boolean enforces(S3Settings.ObjectLock lock) throws CallFailed {
        String name = folder + "locked";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-checksum-crc32c", CheckedContent.crc32c(BYTES, BYTES.length));
        headers.put("x-amz-sdk-checksum-algorithm", "CRC32C");
        headers.put("x-amz-object-lock-mode", "GOVERNANCE");
        headers.put(
                "x-amz-object-lock-retain-until-date",
                Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plusSeconds(LOCKED_SECONDS)
                        .toString());
        if (lock.legalHold()) {
            headers.put("x-amz-object-lock-legal-hold", "ON");
        }
        String version;
        try {
            version = calls.put(name, headers, Map.of(), S3Calls.body(BYTES, BYTES.length, Digest.of(BYTES)))
                    .get("x-amz-version-id");
        } catch (CallFailed e) {
            log.atWarn().addKeyValue("reason", e.failure().reason()).log("the S3 store takes no locked object");
            return false;
        }
        boolean enforced = version != null && isLocked(name, version, lock) && !deletes(name, version, false);
        clear(name, version, lock);
        return enforced;
    }

    private boolean isLocked(String name, String version, S3Settings.ObjectLock lock) throws CallFailed {
        StatObjectArgs args = StatObjectArgs.builder()
                .bucket(calls.bucket())
                .object(name)
                .versionId(version)
                .build();
        StatObjectResponse found = S3Calls.call(() -> calls.statObject(args));
        return found.lockMode() != null
                && (!lock.legalHold()
                        || (found.lockLegalHold() != null
                                && found.lockLegalHold().status()));
    }

    private boolean deletes(String name, @Nullable String version, boolean bypass) {
        RemoveObjectArgs.Builder args =
                RemoveObjectArgs.builder().bucket(calls.bucket()).object(name);
        if (version != null) {
            args.versionId(version).bypassGovernanceMode(bypass);
        }
        try {
            S3Calls.call(() -> calls.removeObject(args.build()));
            return true;
        } catch (CallFailed e) {
            return false;
        }
    }

    private void clear(String name, @Nullable String version, S3Settings.ObjectLock lock) {
        if (lock.legalHold()) {
            DisableObjectLegalHoldArgs args = DisableObjectLegalHoldArgs.builder()
                    .bucket(calls.bucket())
                    .object(name)
                    .build();
            try {
                S3Calls.call(() -> calls.disableObjectLegalHold(args));
            } catch (CallFailed e) {
                log.atDebug().log(e.failure().reason());
            }
        }
        if (version == null || !deletes(name, version, true)) {
            deletes(name, null, false);
        }
    }
}
