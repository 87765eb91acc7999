package org.kartoteka.server.s3;

import io.minio.ByteBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * Content as the body of a request, read anew for each try. Its last bytes are given only when all were read and have the
 * digest they must have, so a store never gets a whole body that is another than said.
 *
 * <p>It is a {@link ByteBuffer} because that is the one streamed body the SDK also signs; it never holds the content.
 */
final class StreamedBody extends ByteBuffer {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final ObjectKey key;
    private final ObjectContent content;
    private final AtomicReference<ObjectStoreException.@Nullable Corrupt> corrupt = new AtomicReference<>();

    StreamedBody(ObjectKey key, ObjectContent content) {
        super(content.sizeBytes());
        this.key = key;
        this.content = content;
    }

    @Override
    public long length() {
        return content.sizeBytes();
    }

    @Override
    public InputStream inputStream() {
        return new OneBehind();
    }

    /** Tells of content that changed between two readings. */
    void checkContent() {
        ObjectStoreException.Corrupt found = corrupt.get();
        if (found != null) {
            throw found;
        }
    }

    /** Reads one buffer ahead of what it gives, so that the last one is given after the check. */
    private final class OneBehind extends InputStream {
        private byte[] current = new byte[BUFFER_BYTES];
        private byte[] next = new byte[BUFFER_BYTES];
        private @Nullable CheckedContent checked;
        private int position;
        private int length;
        private int nextLength;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            if (position == length && !advance()) {
                return -1;
            }
            int given = Math.min(wanted, length - position);
            System.arraycopy(current, position, target, offset, given);
            position += given;
            return given;
        }

        /** Makes the next buffer the current one, and fills the one after it. Whether there are more bytes. */
        private boolean advance() throws IOException {
            try {
                CheckedContent source = checked;
                if (source == null) {
                    source = CheckedContent.open(key, content);
                    checked = source;
                    nextLength = source.fill(next);
                }
                byte[] spare = current;
                current = next;
                next = spare;
                length = nextLength;
                position = 0;
                nextLength = length == BUFFER_BYTES ? source.fill(next) : 0;
                return length > 0;
            } catch (ObjectStoreException.Corrupt e) {
                corrupt.set(e);
                throw new IOException("the content is not what it says of itself", e);
            }
        }

        @Override
        public void close() {
            if (checked != null) {
                checked.close();
            }
        }
    }
}
