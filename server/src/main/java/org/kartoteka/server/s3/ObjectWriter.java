package org.kartoteka.server.s3;

import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.messages.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import okhttp3.Headers;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends objects, each only where its key is free.
 *
 * <p>Small content is checked in memory and sent from there. Larger content is streamed in one request with its digest in
 * the signed headers. Above the threshold it goes in parts, but only where the store keeps {@code If-None-Match} also for
 * those (see decision 0014).
 */
final class ObjectWriter {
    /** More than this is not sent in one request; says S3. */
    static final long SINGLE_BYTES_MAX = 5L << 30;

    static final String METADATA_DIGEST = "x-amz-meta-sha256";
    private static final Logger log = LoggerFactory.getLogger(ObjectWriter.class);
    private static final int IN_MEMORY_BYTES_MAX = 1 << 20;
    private static final int PARTS_MAX = 10_000;
    private static final int MULTIPART_AT_ONCE_MAX = 4;

    private final S3Calls calls;
    private final Retries retries;
    private final long thresholdBytes;
    private final long partBytes;
    private final boolean partsKeepThePromise;
    private final Semaphore multipart = new Semaphore(MULTIPART_AT_ONCE_MAX, true);

    ObjectWriter(S3Calls calls, Retries retries, S3Settings.Limits limits, boolean partsKeepThePromise) {
        this.calls = calls;
        this.retries = retries;
        this.thresholdBytes = (long) limits.multipartThresholdMebibytes() << 20;
        this.partBytes = (long) limits.partMebibytes() << 20;
        this.partsKeepThePromise = partsKeepThePromise;
    }

    /**
     * Creates the object under {@code name}, its full name in the bucket, with these headers besides our own.
     *
     * @throws CallFailed of kind {@code TAKEN}, where the name is taken
     * @throws ObjectStoreException.Corrupt the content is not what it says of itself
     */
    void create(ObjectKey key, String name, ObjectContent content, Map<String, String> more) throws CallFailed {
        try {
            if (content.sizeBytes() <= IN_MEMORY_BYTES_MAX) {
                createFromMemory(key, name, content, more);
            } else if (content.sizeBytes() <= thresholdBytes || !partsKeepThePromise) {
                createStreamed(key, name, content, more);
            } else {
                createInParts(key, name, content, more);
            }
        } catch (Failure.SourceUnreadable e) {
            throw new CallFailed(Failure.of(e));
        }
    }

    private void createFromMemory(ObjectKey key, String name, ObjectContent content, Map<String, String> more)
            throws CallFailed, Failure.SourceUnreadable {
        byte[] bytes = new byte[(int) content.sizeBytes() + 1];
        int length;
        try (CheckedContent checked = CheckedContent.open(key, content)) {
            length = checked.fill(bytes);
        }
        Map<String, String> headers = headers(content.digest(), CheckedContent.crc32c(bytes, length), more);
        Http.Body body = S3Calls.body(bytes, length, content.digest());
        retries.run(() -> calls.put(name, headers, Map.of(), body));
    }

    private void createStreamed(ObjectKey key, String name, ObjectContent content, Map<String, String> more)
            throws CallFailed, Failure.SourceUnreadable {
        if (content.sizeBytes() > SINGLE_BYTES_MAX) {
            throw new CallFailed(new Failure(
                    Failure.Kind.REFUSED,
                    "it has more than 5 GiB, and this store cannot create so large an object only if its key is free; use another store",
                    new IllegalArgumentException("too large")));
        }
        Map<String, String> headers = headers(content.digest(), CheckedContent.crc32c(key, content), more);
        retries.run(() -> {
            StreamedBody body = new StreamedBody(key, content);
            try {
                return calls.put(name, headers, Map.of(), S3Calls.body(body, content.digest()));
            } catch (CallFailed e) {
                body.checkContent();
                throw e;
            }
        });
    }

    private static Map<String, String> headers(Digest digest, String crc32c, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("If-None-Match", "*");
        headers.put(METADATA_DIGEST, digest.hex());
        headers.putAll(checksum(crc32c));
        return headers;
    }

    private static Map<String, String> checksum(String crc32c) {
        return Map.of("x-amz-checksum-crc32c", crc32c, "x-amz-sdk-checksum-algorithm", "CRC32C");
    }

    private void createInParts(ObjectKey key, String name, ObjectContent content, Map<String, String> more)
            throws CallFailed, Failure.SourceUnreadable {
        multipart.acquireUninterruptibly();
        try {
            String upload = retries.run(() -> begin(name, content.digest(), more));
            try {
                List<Part> parts = sendParts(key, name, upload, content);
                retries.run(() -> {
                    calls.completeUpload(name, upload, parts);
                    return upload;
                });
            } catch (CallFailed | Failure.SourceUnreadable | ObjectStoreException e) {
                abort(name, upload);
                throw e;
            }
        } finally {
            multipart.release();
        }
    }

    private String begin(String name, Digest digest, Map<String, String> more) throws CallFailed {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put(METADATA_DIGEST, digest.hex());
        headers.put("x-amz-checksum-algorithm", "CRC32C");
        CreateMultipartUploadArgs args = CreateMultipartUploadArgs.builder()
                .bucket(calls.bucket())
                .object(name)
                .headers(new Http.Headers(headers))
                .build();
        return S3Calls.call(() -> calls.createMultipartUpload(args)).result().uploadId();
    }

    /** All parts, the last one only when the whole content was read and is what it says. */
    private List<Part> sendParts(ObjectKey key, String name, String upload, ObjectContent content)
            throws CallFailed, Failure.SourceUnreadable {
        long size = Math.max(partBytes, (content.sizeBytes() + PARTS_MAX - 1) / PARTS_MAX);
        byte[] buffer = new byte[Math.toIntExact(size)];
        List<Part> parts = new ArrayList<>();
        try (CheckedContent checked = CheckedContent.open(key, content)) {
            int length;
            do {
                length = checked.fill(buffer);
                if (length > 0) {
                    int number = parts.size() + 1;
                    int sent = length;
                    parts.add(retries.run(() -> sendPart(name, upload, number, buffer, sent)));
                }
            } while (length == buffer.length);
        }
        return parts;
    }

    private Part sendPart(String name, String upload, int number, byte[] buffer, int length) throws CallFailed {
        String crc32c = CheckedContent.crc32c(buffer, length);
        var sha256 = Digest.sha256();
        sha256.update(buffer, 0, length);
        Headers answer = calls.put(
                name,
                checksum(crc32c),
                Map.of("partNumber", Integer.toString(number), "uploadId", upload),
                S3Calls.body(buffer, length, Digest.ofRaw(sha256.digest())));
        String etag = String.valueOf(answer.get("ETag")).replace("\"", "");
        boolean kept = answer.get("x-amz-checksum-crc32c") != null;
        return kept ? new Part(number, etag, null, crc32c, null, null, null) : new Part(number, etag);
    }

    /** Gives the parts' room back. Where that fails too, a rule of the bucket for aborted uploads clears them. */
    private void abort(String name, String upload) {
        try {
            calls.abortUpload(name, upload);
        } catch (CallFailed e) {
            if (!e.is(Failure.Kind.NO_UPLOAD) && !e.is(Failure.Kind.MISSING)) {
                log.atWarn().addKeyValue("key", name).log("parts of an upload that failed could not be removed");
            }
        }
    }
}
