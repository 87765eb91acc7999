package org.kartoteka.server.s3;

import io.minio.EnableObjectLegalHoldArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.store.ObjectKey;

/**
 * Locks originals in the store as configured, and reads back that they are. A lock is asked for with the object itself;
 * where the store dropped it (some do, on objects in parts), it is set by a call of its own.
 */
final class ObjectLocks {
    private static final String LOCKED = "originals/";
    private static final DateTimeFormatter HEADER_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    private final S3Calls calls;
    private final Retries retries;
    private final S3Settings.ObjectLock lock;
    private final InstantSource clock;

    ObjectLocks(S3Calls calls, Retries retries, S3Settings.ObjectLock lock, InstantSource clock) {
        this.calls = calls;
        this.retries = retries;
        this.lock = lock;
        this.clock = clock;
    }

    static boolean concern(ObjectKey key) {
        return key.value().startsWith(LOCKED);
    }

    private ZonedDateTime until() {
        return clock.instant()
                .atZone(ZoneOffset.UTC)
                .plusDays(lock.retentionDays())
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** The headers that ask for the lock while an object is created. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-object-lock-mode", lock.mode().name());
        headers.put("x-amz-object-lock-retain-until-date", HEADER_TIME.format(until()));
        if (lock.legalHold()) {
            headers.put("x-amz-object-lock-legal-hold", "ON");
        }
        return headers;
    }

    /**
     * Reads back that the object is locked, and locks it where it is not: after a create whose reply was lost, too.
     *
     * @return what is still wrong, in words; empty where the object is locked
     */
    Optional<String> ensure(String name) throws CallFailed {
        StatObjectResponse found = retries.run(() -> stat(name));
        if (isLocked(found)) {
            return Optional.empty();
        }
        if (!isRetained(found)) {
            retries.run(() -> retain(name));
        }
        if (lock.legalHold() && !isHeld(found)) {
            retries.run(() -> hold(name));
        }
        return isLocked(retries.run(() -> stat(name)))
                ? Optional.empty()
                : Optional.of(
                        "it is stored, but the store did not lock it; see that the bucket has object lock, and that the access key may set retention");
    }

    private boolean isLocked(StatObjectResponse found) {
        return isRetained(found) && (!lock.legalHold() || isHeld(found));
    }

    /** An earlier try may have set it to an earlier time: a day less is the same retention. */
    private boolean isRetained(StatObjectResponse found) {
        RetentionMode wanted = RetentionMode.valueOf(lock.mode().name());
        boolean strict = found.lockMode() == wanted || found.lockMode() == RetentionMode.COMPLIANCE;
        return strict
                && found.lockRetainUntilDate() != null
                && !found.lockRetainUntilDate().isBefore(until().minusDays(1));
    }

    private static boolean isHeld(StatObjectResponse found) {
        return found.lockLegalHold() != null && found.lockLegalHold().status();
    }

    private StatObjectResponse stat(String name) throws CallFailed {
        StatObjectArgs args =
                StatObjectArgs.builder().bucket(calls.bucket()).object(name).build();
        return S3Calls.call(() -> calls.statObject(args));
    }

    private Object retain(String name) throws CallFailed {
        SetObjectRetentionArgs args = SetObjectRetentionArgs.builder()
                .bucket(calls.bucket())
                .object(name)
                .config(new Retention(RetentionMode.valueOf(lock.mode().name()), until()))
                .build();
        S3Calls.call(() -> calls.setObjectRetention(args));
        return name;
    }

    private Object hold(String name) throws CallFailed {
        EnableObjectLegalHoldArgs args = EnableObjectLegalHoldArgs.builder()
                .bucket(calls.bucket())
                .object(name)
                .build();
        S3Calls.call(() -> calls.enableObjectLegalHold(args));
        return name;
    }
}
