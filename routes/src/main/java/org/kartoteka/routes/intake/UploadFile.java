package org.kartoteka.routes.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.batch.Arrival;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.UploadRefused;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.reason.Reason;

/** Takes an upload: writes it under a hidden name, then claims and captures it like a file from the inbox. */
final class UploadFile {
    private final TakenFolder taken;
    private final Claims claims;
    private final CaptureTaken captureTaken;
    private final long bytesMax;
    private final PassNames passes;
    private final InstantSource clock;

    UploadFile(
            TakenFolder taken, Claims claims, CaptureTaken captureTaken, IntakeSettings settings, InstantSource clock) {
        this.taken = taken;
        this.claims = claims;
        this.captureTaken = captureTaken;
        this.bytesMax = settings.limits().uploadBytes();
        this.passes = settings.passes();
        this.clock = clock;
    }

    /** As {@link Intake#accept}. */
    Batch accept(InputStream bytes, Intake.Upload upload) {
        Instant now = clock.instant();
        BatchId id = BatchId.next(now);
        claims.uploading(id, true);
        try {
            take(bytes, upload, id, now);
            return captureTaken
                    .capture(id)
                    .orElseThrow(() -> new IllegalStateException("upload " + id + " was taken away"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep upload " + id + " in the intake folder", e);
        } finally {
            claims.uploading(id, false);
        }
    }

    /** When this returns, a crash does not lose the upload. When it throws, nothing is left of it. */
    private void take(InputStream bytes, Intake.Upload upload, BatchId id, Instant now) throws IOException {
        Files.createDirectories(taken.folder(id));
        boolean taking = true;
        try {
            long size = spool(bytes, taken.spool(id));
            Arrival arrival = new Arrival(
                    upload.channel(),
                    upload.channel(),
                    upload.fileName(),
                    size,
                    now,
                    passes.withHintsOf(upload.fileName(), upload.hints()));
            Optional<Reason> refusal = size == 0 ? Optional.of(Reason.of(Reason.Code.EMPTY_FILE)) : Optional.empty();
            FoundFile.Look look = taken.look(taken.spool(id));
            taken.write(new Claim(id, arrival, look.modifiedMillis(), refusal, Optional.empty()));
            DurableFiles.rename(taken.spool(id), FileNames.child(taken.folder(id), FileNames.safe(upload.fileName())));
            taking = false;
        } finally {
            if (taking) {
                taken.remove(id);
            }
        }
        DurableFiles.force(taken.folder(id));
    }

    private long spool(InputStream bytes, Path target) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = read(bytes, buffer); n >= 0; n = read(bytes, buffer)) {
                size += n;
                if (size > bytesMax) {
                    throw new UploadRefused(
                            new Reason(Reason.Code.TOO_LARGE, Map.of("limit", Long.toString(bytesMax))), null);
                }
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, n);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
            }
            out.force(true);
        }
        return size;
    }

    private static int read(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw new UploadRefused(Reason.of(Reason.Code.UNREADABLE_FILE), e);
        }
    }
}
