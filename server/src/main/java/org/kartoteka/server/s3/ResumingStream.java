package org.kartoteka.server.s3;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of an object, or of a range of it. Where the answer breaks off, the rest is asked for from the byte reached, so
 * many times, and only of the very object that was begun (by its ETag). Then the failure is the reader's. An answer without
 * length or ETag is not read on. For one thread at a time.
 */
final class ResumingStream extends InputStream {
    private static final Logger log = LoggerFactory.getLogger(ResumingStream.class);

    private final S3Calls calls;
    private final Retries retries;
    private final String name;
    private final Optional<String> etag;
    /** Behind the last byte that was promised, counted in the object; -1 where nothing was. */
    private final long end;

    private int resumptionsLeft;
    private long position;
    private GetObjectResponse answer;

    private ResumingStream(
            S3Calls calls, Retries retries, GetObjectArgs asked, GetObjectResponse answer, int resumptionsMax) {
        this.calls = calls;
        this.retries = retries;
        this.name = asked.object();
        this.etag = Optional.ofNullable(answer.headers().get("ETag"));
        this.position = Objects.requireNonNullElse(asked.offset(), 0L);
        String length = answer.headers().get("Content-Length");
        this.end = length == null ? -1 : position + Long.parseLong(length);
        this.resumptionsLeft = resumptionsMax;
        this.answer = answer;
    }

    /** Opens what is asked for. */
    static ResumingStream open(S3Calls calls, Retries retries, GetObjectArgs asked, int resumptionsMax)
            throws CallFailed {
        GetObjectResponse answer = retries.run(() -> S3Calls.call(() -> calls.getObject(asked)));
        return new ResumingStream(calls, retries, asked, answer, resumptionsMax);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                int read = answer.read(buffer, offset, length);
                if (read < 0 && position < end) {
                    throw new EOFException("the answer ended at byte %d of %d".formatted(position, end));
                }
                position += Math.max(0, read);
                return read;
            } catch (IOException e) {
                if (position == end) {
                    return -1;
                }
                resume(e);
            }
        }
    }

    private void resume(IOException brokeOff) throws IOException {
        boolean possible = end >= 0 && etag.isPresent() && resumptionsLeft > 0;
        if (!possible || calls.isClosed() || Thread.currentThread().isInterrupted()) {
            throw brokeOff;
        }
        resumptionsLeft--;
        log.atDebug()
                .addKeyValue("position", position)
                .addKeyValue("cause", brokeOff.getClass().getSimpleName())
                .log("an object is read on from where it broke off");
        close();
        try {
            answer = retries.run(this::rest);
        } catch (CallFailed e) {
            IOException failure = new IOException(
                    "it broke off at byte %d and cannot be read on: %s".formatted(position, e.getMessage()), e);
            failure.addSuppressed(brokeOff);
            throw failure;
        }
    }

    private GetObjectResponse rest() throws CallFailed {
        GetObjectArgs args = GetObjectArgs.builder()
                .bucket(calls.bucket())
                .object(name)
                .offset(position)
                .length(end - position)
                .matchETag(etag.orElseThrow())
                .build();
        GetObjectResponse rest = S3Calls.call(() -> calls.getObject(args));
        String range = String.valueOf(rest.headers().get("Content-Range"));
        if (range.startsWith("bytes %d-".formatted(position))) {
            return rest;
        }
        IOException wrong = new IOException("the store gave the range " + range);
        try {
            rest.close();
        } catch (IOException e) {
            wrong.addSuppressed(e);
        }
        throw new CallFailed(new Failure(Failure.Kind.REFUSED, "the store gave another range than asked for", wrong));
    }

    @Override
    public void close() {
        try {
            answer.close();
        } catch (IOException _) {
            // It was only read.
        }
    }
}
