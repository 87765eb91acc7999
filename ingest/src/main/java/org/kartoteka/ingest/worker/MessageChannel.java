package org.kartoteka.ingest.worker;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.PageResult;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as JSON over a pair of pipes, cut into chunks: a mark, then chunks of a 32-bit length and as many bytes, then a
 * length of zero. Neither side ever holds a whole message as bytes, and neither reads more than the limit.
 *
 * <p>Anything else on the pipe is a {@link BrokenChannel}; there is no way back from it but to end the worker. Not safe for
 * threads: one reads, one writes.
 */
final class MessageChannel {
    private static final int MARK = 0x4B574B31;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int TEXT_LENGTH_MAX = 1 << 24;
    private static final int NESTING_MAX = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(TEXT_LENGTH_MAX)
                            .maxNestingDepth(NESTING_MAX)
                            .build())
                    .build())
            .addMixIn(ExamineResult.class, Named.class)
            .addMixIn(PageResult.class, Named.class)
            .addMixIn(ComposeResult.class, Named.class)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final InputStream in;
    private final OutputStream out;
    private final long readBytesMax;
    private final long writeBytesMax;

    MessageChannel(InputStream in, OutputStream out, long readBytesMax, long writeBytesMax) {
        this.in = new BufferedInputStream(in, CHUNK_BYTES);
        this.out = new BufferedOutputStream(out, CHUNK_BYTES);
        this.readBytesMax = readBytesMax;
        this.writeBytesMax = writeBytesMax;
    }

    void write(WorkerMessage message) throws IOException {
        try {
            // Through a Writer, as that replaces half characters found in hostile documents instead of failing over
            // them.
            Writer writer = new OutputStreamWriter(new Chunks(out, writeBytesMax), StandardCharsets.UTF_8);
            MAPPER.writerFor(WorkerMessage.class).writeValue(writer, message);
        } catch (JacksonException e) {
            throw new BrokenChannel("message cannot be written: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Waits for a message of this type.
     *
     * @throws EOFException if the other side is gone
     */
    <T extends WorkerMessage> T read(Class<T> type) throws IOException {
        try (InputStream message = new Joined(in, readBytesMax)) {
            WorkerMessage read = MAPPER.readValue(message, WorkerMessage.class);
            if (!type.isInstance(read)) {
                throw new BrokenChannel("message is not a " + type.getSimpleName(), null);
            }
            return type.cast(read);
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new BrokenChannel(
                    "message cannot be understood: " + e.getClass().getSimpleName(), e);
        }
    }

    /** What came over the pipe is no message. */
    static final class BrokenChannel extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenChannel(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Named {}

    /** Cuts one message into chunks. */
    private static final class Chunks extends OutputStream {
        private final OutputStream out;
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private long left;
        private int filled;
        private boolean closed;

        Chunks(OutputStream out, long bytesMax) throws IOException {
            this.out = out;
            this.left = bytesMax;
            writeInt(MARK);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new BrokenChannel("message is longer than allowed", null);
            }
            int done = 0;
            while (done < length) {
                int count = Math.min(length - done, CHUNK_BYTES - filled);
                System.arraycopy(bytes, offset + done, chunk, filled, count);
                filled += count;
                done += count;
                if (filled == CHUNK_BYTES) {
                    writeChunk();
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            if (filled > 0) {
                writeChunk();
            }
            writeInt(0);
            out.flush();
        }

        private void writeChunk() throws IOException {
            writeInt(filled);
            out.write(chunk, 0, filled);
            filled = 0;
        }

        private void writeInt(int value) throws IOException {
            out.write(value >>> 24);
            out.write(value >>> 16);
            out.write(value >>> 8);
            out.write(value);
        }
    }

    /** Joins the chunks of one message; closing it reads past the message's end. */
    private static final class Joined extends InputStream {
        private final InputStream in;
        private long left;
        private int chunkLeft;
        private boolean ended;

        Joined(InputStream in, long bytesMax) throws IOException {
            this.in = in;
            this.left = bytesMax;
            if (readInt() != MARK) {
                throw new BrokenChannel("message does not begin with the mark", null);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (chunkLeft == 0 && !nextChunk()) {
                return -1;
            }
            int count = in.read(bytes, offset, Math.min(length, chunkLeft));
            if (count < 0) {
                throw new EOFException("the other side is gone in the middle of a message");
            }
            chunkLeft -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (!ended && (chunkLeft > 0 || nextChunk())) {
                throw new BrokenChannel("message goes on after its end", null);
            }
        }

        private boolean nextChunk() throws IOException {
            if (ended) {
                return false;
            }
            chunkLeft = readInt();
            if (chunkLeft < 0 || chunkLeft > CHUNK_BYTES) {
                throw new BrokenChannel("chunk has an impossible length", null);
            }
            left -= chunkLeft;
            if (left < 0) {
                throw new BrokenChannel("message is longer than allowed", null);
            }
            ended = chunkLeft == 0;
            return !ended;
        }

        private int readInt() throws IOException {
            int value = 0;
            for (int i = 0; i < 4; i++) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException("the other side is gone");
                }
                value = value << 8 | b;
            }
            return value;
        }
    }
}
