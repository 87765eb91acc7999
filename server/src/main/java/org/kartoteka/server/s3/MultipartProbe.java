package org.kartoteka.server.s3;

import io.minio.CreateMultipartUploadArgs;
import io.minio.messages.Part;
import java.util.List;
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
            calls.completeUpload(name, upload, List.of(new Part(1, etag)));
        } catch (CallFailed e) {
            abort(name, upload, e);
            throw e;
        }
    }

    private void abort(String name, String upload, CallFailed pending) {
        try {
            calls.abortUpload(name, upload);
        } catch (CallFailed e) {
            pending.addSuppressed(e);
        }
    }
}
