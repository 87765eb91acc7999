package org.kartoteka.server.s3;

import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.messages.Part;
import java.util.Map;
import org.kartoteka.archive.store.Digest;

/** A tiny object in one part, created only where its key is free: if the store keeps that. */
record MultipartProbe(S3Calls calls) {
    void create(String name, byte[] bytes) throws CallFailed {
        CreateMultipartUploadArgs begin = CreateMultipartUploadArgs.builder()
                .bucket(calls.bucket())
                .object(name)
                .build();
        String upload =
                S3Calls.call(() -> calls.createMultipartUpload(begin)).result().uploadId();
        try {
            String etag = String.valueOf(calls.put(
                                    name,
                                    Map.of(),
                                    Map.of("partNumber", "1", "uploadId", upload),
                                    S3Calls.body(bytes, bytes.length, Digest.of(bytes)))
                            .get("ETag"))
                    .replace("\"", "");
            CompleteMultipartUploadArgs complete = CompleteMultipartUploadArgs.builder()
                    .bucket(calls.bucket())
                    .object(name)
                    .uploadId(upload)
                    .parts(new Part[] {new Part(1, etag)})
                    .extraHeaders(Map.of("If-None-Match", "*"))
                    .build();
            S3Calls.call(() -> calls.completeMultipartUpload(complete));
        } catch (CallFailed e) {
            abort(name, upload, e);
            throw e;
        }
    }

    private void abort(String name, String upload, CallFailed pending) {
        AbortMultipartUploadArgs args = AbortMultipartUploadArgs.builder()
                .bucket(calls.bucket())
                .object(name)
                .uploadId(upload)
                .build();
        try {
            S3Calls.call(() -> calls.abortMultipartUpload(args));
        } catch (CallFailed e) {
            pending.addSuppressed(e);
        }
    }
}
