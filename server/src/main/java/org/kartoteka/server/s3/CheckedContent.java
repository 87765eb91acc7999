package org.kartoteka.server.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectContent;
import org.kartoteka.archive.store.ObjectKey;
import org.kartoteka.archive.store.ObjectStoreException;

/**
 * Reads content once to its end, and holds it to what it says of itself: size and digest. One byte behind the size is
 * enough to refuse it, so content without an end harms nobody.
 */
final class CheckedContent implements AutoCloseable {
    private final ObjectKey key;
    private final ObjectContent content;
    private final InputStream in;
    private final MessageDigest sha256 = Digest.sha256();
    private long sizeBytes;

    private CheckedContent(ObjectKey key, ObjectContent content, InputStream in) {
        this.key = key;
        this.content = content;
        this.in = in;
    }

    static CheckedContent open(ObjectKey key, ObjectContent content) throws Failure.SourceUnreadable {
        try {
            return new CheckedContent(key, content, content.open());
        } catch (IOException e) {
            throw new Failure.SourceUnreadable(e);
        }
    }

    /**
     * Fills the buffer from the content, but for its end.
     *
     * @return how many bytes; less than the buffer holds only at the end, where all of it was checked
     * @throws ObjectStoreException.Corrupt the content is not what it says of itself
     */
    int fill(byte[] buffer) throws Failure.SourceUnreadable {
        int filled;
        try {
            filled = in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw new Failure.SourceUnreadable(e);
        }
        sha256.update(buffer, 0, filled);
        sizeBytes += filled;
        if (sizeBytes > content.sizeBytes()) {
            throw corrupt("has more than %d bytes".formatted(content.sizeBytes()));
        }
        if (filled < buffer.length) {
            checkEnd();
        }
        return filled;
    }

    private void checkEnd() {
        Digest found = Digest.ofRaw(sha256.digest());
        if (sizeBytes != content.sizeBytes() || !found.equals(content.digest())) {
            throw corrupt("has %d bytes with digest %s, but was to have %d with %s"
                    .formatted(sizeBytes, found, content.sizeBytes(), content.digest()));
        }
    }

    private ObjectStoreException.Corrupt corrupt(String how) {
        return new ObjectStoreException.Corrupt(
                "cannot create object %s: the content %s; it changed meanwhile".formatted(key, how));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException _) {
            // It was only read.
        }
    }

    /** Reads it all, for its checksum as S3 writes it. */
    static String crc32c(ObjectKey key, ObjectContent content) throws Failure.SourceUnreadable {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[64 * 1024];
        try (CheckedContent checked = open(key, content)) {
            for (int n = checked.fill(buffer); ; n = checked.fill(buffer)) {
                crc.update(buffer, 0, n);
                if (n < buffer.length) {
                    return crc32c(crc);
                }
            }
        }
    }

    static String crc32c(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc32c(crc);
    }

    private static String crc32c(CRC32C crc) {
        int value = (int) crc.getValue();
        return Base64.getEncoder()
                .encodeToString(
                        new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }
}
